package io.github.keystile.tests.codes;

import static io.github.keystile.tests.support.Door.ANNA;
import static io.github.keystile.tests.support.Door.COOLDOWN;
import static io.github.keystile.tests.support.Door.DAY;
import static io.github.keystile.tests.support.Door.LIFETIME;
import static io.github.keystile.tests.support.Door.OTHER_PASSWORD;
import static io.github.keystile.tests.support.Door.PASSWORD;
import static io.github.keystile.tests.support.Door.refusal;
import static io.github.keystile.tests.support.Door.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.UnlockUser;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.tests.support.Door;
import io.github.keystile.tests.support.Options;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** After a hundred wrong codes in a row an account takes links only (NIST SP 800-63B-4 section 3.2.2). */
@Tag("OTP-05")
class HardStopTest {
    /** So many codes for one identifier that nothing but the row of wrong ones ends them. */
    private static final LimitPolicy LIMITS =
            LimitPolicy.ofDefaults().withWrongCodesPerIdentifier(new Budget(1000, DAY));

    private final Door door =
            Door.with(options -> options.reset(Options.WITH_LINKS).limits(LIMITS));

    @BeforeEach
    void signUp() {
        door.finish(door.start(ANNA));
        door.after(DAY);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void afterAHundredWrongCodesTheRightOneIsRefusedUntilALinkSetsAPassword() {
        ChallengeCode right = stop();
        assertThat(refusal(() -> door.check(right))).isEqualTo(AuthError.INVALID_CODE);
        assertThat(told(AuthEventType.CODES_STOPPED)).hasSize(1);
        assertThat(told(AuthEventType.PROOF_REFUSED)).last().isEqualTo("CODES_STOPPED");

        resetByLink();
        door.after(DAY);
        assertThat(door.check(door.startReset(ANNA))).isNotBlank();
    }

    @Test
    void guessesWithoutTheIdAreCountedLikeThoseWithIt() {
        guessWrongWithoutId(99);
        ChallengeCode right = door.startReset(ANNA);
        assertThat(refusal(() -> door.check(new IdentifierCode(ANNA, wrong(right.code())))))
                .isEqualTo(AuthError.INVALID_CODE);
        assertThat(refusal(() -> door.check(new IdentifierCode(ANNA, right.code()))))
                .isEqualTo(AuthError.INVALID_CODE);
        assertThat(refusal(() -> door.check(right))).isEqualTo(AuthError.INVALID_CODE);
    }

    @Test
    void aRightCodeWithoutTheIdEndsTheRowToo() {
        guessWrongWithoutId(99);
        ChallengeCode right = door.startReset(ANNA);
        assertThat(door.check(new IdentifierCode(ANNA, right.code()))).isNotBlank();
        door.after(DAY);
        guessWrongWithoutId(99);
        assertThat(door.check(door.startReset(ANNA))).isNotBlank();
    }

    @Test
    void theHundredthMayStillBeRight() {
        guessWrong(99);
        assertThat(door.check(door.startReset(ANNA))).isNotBlank();
    }

    @Test
    void aRightCodeEndsTheRow() {
        guessWrong(99);
        door.check(door.startReset(ANNA));
        door.after(DAY);
        guessWrong(99);
        assertThat(door.check(door.startReset(ANNA))).isNotBlank();
    }

    /** One that is shown without an id to nine codes at once has nine chances. */
    @Test
    void everyCodeThatAGuessIsComparedWithCounts() {
        for (int day = 0; day < 4; day++) {
            for (int code = 0; code < 9; code++) {
                door.startReset(ANNA);
                door.after(COOLDOWN);
            }
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThat(refusal(() -> door.check(new IdentifierCode(ANNA, "not a code"))))
                        .isEqualTo(AuthError.INVALID_CODE);
            }
            door.after(DAY);
        }
        assertNoCodeIsMailed();
    }

    @Test
    void whatIsMailedInsteadOfACodeSaysWhatWorks() {
        stop();
        door.after(DAY);
        assertNoCodeIsMailed();
        String id = door.requestReset(ANNA).challengeId();
        door.auth().mailer().awaitCount(2);
        door.after(COOLDOWN);
        door.auth().mailer().clear();
        door.resend(id);
        assertThat(stoppedMail()).contains("change your password", "link", "support");
    }

    @Test
    void nobodyIsAnsweredLikeSomebodyWhoseCodesHaveEnded() {
        String nobody = "nobody@example.com";
        for (int day = 0; day < 3; day++) {
            for (int code = 0; code < 9; code++) {
                ChallengeCode guess =
                        new ChallengeCode(door.requestReset(nobody).challengeId(), "000000");
                for (int i = 0; i < 5; i++) {
                    assertThat(refusal(() -> door.check(guess))).isEqualTo(AuthError.INVALID_CODE);
                }
                door.after(COOLDOWN);
            }
            door.after(DAY);
        }
        assertThat(told(AuthEventType.CODES_STOPPED)).hasSize(1);
        assertThat(door.requestReset(nobody).challengeId()).isNotBlank();
        assertThat(told(AuthEventType.CODE_SUPPRESSED)).last().isEqualTo("CODES_STOPPED");
    }

    @Test
    void anOperatorGivesCodesBack() {
        stop();
        door.after(DAY);
        unlock();
        assertThat(door.check(door.startReset(ANNA))).isNotBlank();
    }

    @Test
    void anOperatorIsAskedInVainTheSixthTimeInADay() {
        for (int i = 0; i < 5; i++) {
            unlock();
        }
        assertThat(refusal(() -> {
                    unlock();
                    return "unlocked";
                }))
                .isEqualTo(AuthError.TOO_MANY_REQUESTS);
        door.after(DAY);
        unlock();
    }

    @Test
    void whatWasMailedStaysCountedWhenAnOperatorGivesCodesBack() {
        for (int code = 0; code < 10; code++) {
            door.startReset(ANNA);
            door.after(COOLDOWN);
        }
        unlock();
        door.requestReset(ANNA);
        assertThat(told(AuthEventType.CODE_SUPPRESSED)).hasSize(1);
    }

    @Test
    void aPasswordThatIsSetWhileSignedInGivesCodesBackAndALoginDoesNot() {
        stop();
        door.after(DAY);
        String access = door.auth().logIn(ANNA, PASSWORD).tokens().accessToken();
        assertNoCodeIsMailed();
        door.service().account().changePassword(new ChangePassword(access, PASSWORD, OTHER_PASSWORD, Caller.unknown()));
        door.after(COOLDOWN);
        assertThat(door.check(door.startReset(ANNA))).isNotBlank();
    }

    @Test
    void aPasswordStillOpensTheDoor() {
        stop();
        assertThat(door.lets(ANNA, PASSWORD)).isTrue();
    }

    @Test
    @Tag("OTP-16")
    void guessesThatWereComparedWithNothingDoNotCount() {
        IdentifierCode intoTheAir = new IdentifierCode(ANNA, "123456");
        for (int i = 0; i < 300; i++) {
            assertThat(refusal(() -> door.check(intoTheAir))).isEqualTo(AuthError.INVALID_CODE);
        }
        ChallengeCode code = door.startReset(ANNA);
        for (int i = 0; i < 300; i++) {
            assertThat(refusal(() -> door.check(new IdentifierCode(ANNA, wrong(code.code())))))
                    .isEqualTo(AuthError.INVALID_CODE);
        }
        assertThat(door.check(code)).isNotBlank();
    }

    @Test
    @Tag("OTP-16")
    void nobodyKeepsAnAddressFromSigningUp() {
        String bert = "bert@example.com";
        for (int i = 0; i < 25; i++) {
            ChallengeCode guess = new ChallengeCode(door.request(bert, PASSWORD).challengeId(), "not a code");
            for (int attempt = 0; attempt < 5; attempt++) {
                assertThat(refusal(() -> door.finish(guess))).isEqualTo(AuthError.INVALID_CODE);
            }
            door.after(Duration.ofMinutes(5));
        }
        door.after(DAY);
        door.finish(door.start(bert));
    }

    @Test
    void aCallersBudgetOfCodesCostsNobodyAnAttempt() {
        Caller office = Caller.at("203.0.113.7");
        ChallengeCode code = door.startReset(ANNA);
        IdentifierCode unknown = new IdentifierCode("nobody@example.com", "123456");
        for (int i = 0; i < 200; i++) {
            refusal(() -> door.service().checkPasswordResetCode(new CheckPasswordResetCode(unknown, office)));
        }
        for (int i = 0; i < 10; i++) {
            IdentifierCode withoutId = new IdentifierCode(ANNA, code.code());
            assertThat(refusal(() -> door.service().checkPasswordResetCode(new CheckPasswordResetCode(code, office))))
                    .isEqualTo(AuthError.TOO_MANY_REQUESTS);
            assertThat(refusal(
                            () -> door.service().checkPasswordResetCode(new CheckPasswordResetCode(withoutId, office))))
                    .isEqualTo(AuthError.TOO_MANY_REQUESTS);
        }
        assertThat(door.check(new IdentifierCode(ANNA, code.code()))).isNotBlank();
        assertThat(door.check(code)).isNotBlank();
    }

    /** The hundredth wrong one; answers one that is right, and still live. */
    private ChallengeCode stop() {
        guessWrong(95);
        ChallengeCode right = door.startReset(ANNA);
        door.after(COOLDOWN);
        ChallengeCode guess = wrong(door.startReset(ANNA));
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(() -> door.check(guess))).isEqualTo(AuthError.INVALID_CODE);
        }
        return right;
    }

    private void unlock() {
        String id = door.service().users().findByEmail(ANNA).orElseThrow().id();
        door.service().users().unlock(new UnlockUser(id, Caller.unknown()));
    }

    private void assertNoCodeIsMailed() {
        door.auth().mailer().clear();
        assertThat(door.requestReset(ANNA).challengeId()).isNotBlank();
        stoppedMail();
        assertThat(told(AuthEventType.CODE_SUPPRESSED)).last().isEqualTo("CODES_STOPPED");
        door.after(COOLDOWN);
    }

    private String stoppedMail() {
        door.auth().mailer().await(ANNA, MailPurpose.CODES_STOPPED);
        List<MailMessage> mails = door.auth().mailer().messages();
        assertThat(mails).extracting(MailMessage::purpose).containsExactly(MailPurpose.CODES_STOPPED);
        return mails.get(0).text().text();
    }

    private List<String> told(AuthEventType type) {
        return door.auth().events().stream()
                .filter(event -> event.type() == type)
                .map(event -> String.valueOf(event.reason()))
                .toList();
    }

    /** Five for each mailed code, ten codes a day. */
    private void guessWrong(int times) {
        int left = times;
        while (left > 0) {
            for (int code = 0; code < 9 && left > 0; code++) {
                ChallengeCode guess = wrong(door.startReset(ANNA));
                for (int i = 0; i < 5 && left > 0; i++, left--) {
                    assertThat(refusal(() -> door.check(guess))).isEqualTo(AuthError.INVALID_CODE);
                }
                door.after(COOLDOWN);
            }
            door.after(DAY);
        }
    }

    /** Three for each mailed code; the next code comes when the one before has expired, so that each costs one guess. */
    private void guessWrongWithoutId(int times) {
        int left = times;
        while (left > 0) {
            for (int code = 0; code < 9 && left > 0; code++) {
                IdentifierCode guess =
                        new IdentifierCode(ANNA, wrong(door.startReset(ANNA).code()));
                for (int i = 0; i < 3 && left > 0; i++, left--) {
                    assertThat(refusal(() -> door.check(guess))).isEqualTo(AuthError.INVALID_CODE);
                }
                door.after(LIFETIME);
            }
            door.after(DAY);
        }
    }

    private void resetByLink() {
        door.auth().mailer().clear();
        door.service().startPasswordReset(new StartPasswordReset(ANNA, ResetBy.LINK, Caller.unknown()));
        String link = door.auth().mailer().lastLink(ANNA);
        LinkProof proof = new LinkProof(link.substring(link.indexOf("token=") + "token=".length()));
        door.service().finishPasswordReset(new FinishPasswordReset(proof, "another horse battery", Caller.unknown()));
    }
}
