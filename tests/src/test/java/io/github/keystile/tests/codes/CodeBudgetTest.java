package io.github.keystile.tests.codes;

import static io.github.keystile.tests.support.Door.ANNA;
import static io.github.keystile.tests.support.Door.COOLDOWN;
import static io.github.keystile.tests.support.Door.DAY;
import static io.github.keystile.tests.support.Door.PASSWORD;
import static io.github.keystile.tests.support.Door.refusal;
import static io.github.keystile.tests.support.Door.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.tests.support.Door;
import io.github.keystile.tests.support.Options;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeBudgetTest {
    private final Door door = Door.with(options -> options.reset(Options.WITH_LINKS));

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    @Tag("OTP-13")
    void withinTheCooldownEverybodyIsToldToWait() {
        door.finish(door.start(ANNA));
        door.after(COOLDOWN);
        for (String email : List.of(ANNA, "nobody@example.com")) {
            door.requestReset(email);
            door.after(Duration.ofSeconds(1));
            AuthException refused = catchRefusal(() -> door.requestReset(email));
            assertThat(refused.code()).isEqualTo(AuthError.TOO_MANY_REQUESTS);
            assertThat(refused.retryAfter()).contains(Duration.ofSeconds(59));
        }
    }

    @Test
    @Tag("OTP-13")
    void twentyRequestsAMinuteMailOneCode() {
        door.request(ANNA, PASSWORD);
        for (int i = 0; i < 19; i++) {
            door.after(Duration.ofSeconds(3));
            assertThat(refusal(() -> door.request(ANNA, PASSWORD))).isEqualTo(AuthError.TOO_MANY_REQUESTS);
        }
        assertThat(door.allMails()).hasSize(1);
    }

    @Test
    @Tag("OTP-13")
    void tenMailsADayGoToOneMailboxWhateverTheyAreFor() {
        door.finish(door.start(ANNA));
        IntStream.range(0, 3).forEach(i -> {
            door.after(COOLDOWN);
            door.request(ANNA, PASSWORD);
            door.requestReset(ANNA);
            door.service().startPasswordReset(new StartPasswordReset(ANNA, ResetBy.LINK, Caller.unknown()));
        });
        door.after(COOLDOWN);
        door.request(ANNA, PASSWORD);
        door.requestReset(ANNA);
        door.service().startPasswordReset(new StartPasswordReset(ANNA, ResetBy.LINK, Caller.unknown()));
        assertThat(door.allMails())
                .extracting(MailMessage::purpose)
                .hasSize(10)
                .contains(
                        MailPurpose.ALREADY_REGISTERED,
                        MailPurpose.PASSWORD_RESET_CODE,
                        MailPurpose.PASSWORD_RESET_LINK);
        assertThat(door.count(AuthEventType.CODE_SUPPRESSED)).isEqualTo(3);
    }

    @Test
    void aNoticeThatAnAccountExistsHasTheMailboxsCooldownToo() {
        door.finish(door.start(ANNA));
        door.after(Duration.ofSeconds(1));
        assertThat(refusal(() -> door.request(ANNA, PASSWORD))).isEqualTo(AuthError.TOO_MANY_REQUESTS);
        assertThat(door.allMails()).hasSize(1);
    }

    @Test
    void overTheBudgetTheMailedCodeStillWorks() {
        ChallengeCode code = door.start(ANNA);
        for (int i = 0; i < 9; i++) {
            door.after(COOLDOWN);
            code = door.mailed(ANNA, resent(code));
        }
        door.after(COOLDOWN);
        door.resend(code.challengeId());
        door.finish(code);
        assertThat(door.allMails()).hasSize(1);
    }

    @Test
    void theBudgetSlides() {
        door.start(ANNA);
        for (int i = 0; i < 9; i++) {
            door.after(Duration.ofHours(1));
            door.start(ANNA);
        }
        door.after(DAY.minusHours(9).minusMillis(1));
        door.request(ANNA, PASSWORD);
        assertThat(door.count(AuthEventType.CODE_SUPPRESSED)).isEqualTo(1);
        door.after(COOLDOWN);
        door.finish(door.start(ANNA));
    }

    /** A right code that is checked lives on for the life of a ticket, and can be guessed at so long. */
    @Test
    @Tag("OTP-05")
    void aCodeThatWasCheckedStaysInTheBudgetForAsLongAsItCanBeGuessedAt() {
        door.finish(door.start(ANNA));
        door.after(Door.DAY);
        ChallengeCode first = door.startReset(ANNA);
        for (int i = 0; i < 9; i++) {
            door.after(COOLDOWN);
            door.startReset(ANNA);
        }
        door.check(first);
        door.after(Duration.ofMinutes(9));
        assertThat(refusal(() -> door.check(wrong(first)))).isEqualTo(AuthError.INVALID_CODE);
        door.check(first);
        door.after(Duration.ofHours(24).minusMinutes(3));
        door.requestReset(ANNA);
        assertThat(door.count(AuthEventType.CODE_SUPPRESSED)).isEqualTo(1);
    }

    /** Fifty guesses in the last minute of ten codes, and fifty at the next ten, would be a hundred in a day. */
    @Test
    @Tag("OTP-05")
    void theNextDaysCodesGoOutWhenThoseOfTheFirstAreDead() {
        ChallengeCode first = door.start(ANNA);
        for (int i = 0; i < 9; i++) {
            door.after(COOLDOWN);
            door.start(ANNA);
        }
        assertThat(refusal(() -> door.finish(wrong(first)))).isEqualTo(AuthError.INVALID_CODE);
        door.after(Duration.ofHours(24).minus(COOLDOWN));
        door.request(ANNA, PASSWORD);
        assertThat(door.count(AuthEventType.CODE_SUPPRESSED)).isEqualTo(1);
        door.after(Duration.ofMinutes(20));
        door.finish(door.start(ANNA));
    }

    @Test
    @Tag("OTP-05")
    void newRequestsDoNotRefillTheGuesses() {
        for (int request = 1; request <= 15; request++) {
            ChallengeCode guess = new ChallengeCode(door.request(ANNA, PASSWORD).challengeId(), "not a code");
            door.auth().mailer().awaitCount(Math.min(request, 10));
            for (int i = 0; i < 10; i++) {
                assertThat(refusal(() -> door.finish(guess))).isEqualTo(AuthError.INVALID_CODE);
            }
            door.after(Duration.ofMinutes(5));
        }
        assertThat(door.count(AuthEventType.CODE_SUPPRESSED)).isEqualTo(5);
        assertThat(door.allMails()).hasSize(10);
    }

    @ParameterizedTest
    @Tag("OTP-01")
    @Tag("CFG-01")
    @CsvSource({"4, 3, 3", "5, 10, 5"})
    void shortCodesHaveTightBudgets(int digits, int attempts, int codesADay) {
        try (Door shorts = Door.with(options -> options.otp(OtpPolicy.shortCodes(digits)))) {
            for (int i = 0; i < codesADay; i++) {
                ChallengeCode code = shorts.start(ANNA);
                assertThat(code.code()).hasSize(digits);
                for (int attempt = 0; attempt < attempts; attempt++) {
                    assertThat(refusal(() -> shorts.finish(wrong(code)))).isEqualTo(AuthError.INVALID_CODE);
                }
                assertThat(refusal(() -> shorts.finish(code))).isEqualTo(AuthError.INVALID_CODE);
                shorts.after(COOLDOWN);
            }
            shorts.request(ANNA, PASSWORD);
            assertThat(shorts.count(AuthEventType.CODE_SUPPRESSED)).isEqualTo(1);
            shorts.after(DAY);
            shorts.finish(shorts.start(ANNA));
        }
    }

    @Test
    @Tag("OTP-01")
    @Tag("CFG-01")
    void shortCodesWithTheUsualBudgetsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Door.with(options -> options.otp(OtpPolicy.ofDefaults().withDigits(4))))
                .withMessageContaining("shortCodes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtpPolicy.ofDefaults().withDigits(3));
    }

    @Test
    @Tag("OTP-13")
    void aCallerHasABudgetOfTheirOwn() {
        Caller caller = Caller.at("203.0.113.7");
        for (int i = 0; i < 60; i++) {
            door.service()
                    .startSignup(new StartSignup("p" + i + "@example.com", PASSWORD, SignupProfile.none(), caller));
        }
        StartSignup next = new StartSignup("q@example.com", PASSWORD, SignupProfile.none(), caller);
        assertThat(refusal(() -> door.service().startSignup(next))).isEqualTo(AuthError.TOO_MANY_REQUESTS);
        door.start("q@example.com");
    }

    private Supplier<ChallengeStarted> resent(ChallengeCode code) {
        return () -> door.resend(code.challengeId());
    }

    private static AuthException catchRefusal(Runnable call) {
        try {
            call.run();
        } catch (AuthException refused) {
            return refused;
        }
        throw new AssertionError("Not refused");
    }
}
