package io.github.keystile.tests.reset;

import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.auth.error.AuthError.PASSWORD_MATCHES_IDENTITY;
import static io.github.keystile.auth.error.AuthError.TOO_MANY_REQUESTS;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ResetWithoutIdTest {
    private final Anna anna = Anna.signedUp();

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    void identifierAndCodeAreEnoughForCheckAndFinish() {
        anna.service.users().setUsername(new SetUsername(anna.id(), "anna", Caller.unknown()));
        String code = anna.resetCode().code();

        check(new IdentifierCode("ANNA@example.com", code));
        check(new IdentifierCode("Anna", code));
        anna.finish(new IdentifierCode(Anna.EMAIL, code), Anna.NEXT);

        anna.logIn(Anna.NEXT);
    }

    @Test
    void theCodeOfEveryLiveChallengeIsCompared() {
        String older = anna.resetCode().code();
        anna.later(Duration.ofSeconds(61));
        String newer = anna.resetCode().code();

        check(new IdentifierCode(Anna.EMAIL, newer));
        anna.finish(new IdentifierCode(Anna.EMAIL, older), Anna.NEXT);
    }

    @Test
    @Tag("OTP-11")
    void strangersSpendThreeAttemptsAndTheHolderStillHasTwo() {
        ChallengeCode code = anna.resetCode();
        times(10, () -> refused(INVALID_CODE, () -> check(withoutId(Anna.wrong(code)))));
        refused(INVALID_CODE, () -> check(withoutId(code)));

        refused(INVALID_CODE, () -> anna.ticketFor(Anna.wrong(code)));
        anna.finish(code, Anna.NEXT);
    }

    @Test
    @Tag("OTP-11")
    void strangersAndHolderTogetherHaveFiveAttempts() {
        ChallengeCode code = anna.resetCode();
        times(3, () -> refused(INVALID_CODE, () -> check(withoutId(Anna.wrong(code)))));
        times(2, () -> refused(INVALID_CODE, () -> anna.ticketFor(Anna.wrong(code))));

        refused(INVALID_CODE, () -> anna.finish(code, Anna.NEXT));
    }

    @Test
    @Tag("RST-12")
    void oneIdentifierIsAskedAboutThirtyTimesAnHourWhoeverItBelongsTo() {
        for (String identifier : List.of(Anna.EMAIL, "nobody@example.com")) {
            IdentifierCode code = new IdentifierCode(identifier, "none");
            times(30, () -> refused(INVALID_CODE, () -> check(code)));
            AuthException tooMany = refused(TOO_MANY_REQUESTS, () -> check(code));
            assertThat(tooMany.retryAfter()).contains(Duration.ofHours(1));
        }
        ChallengeCode code = anna.resetCode();
        refused(TOO_MANY_REQUESTS, () -> check(withoutId(code)));
        anna.ticketFor(code);
        anna.later(Duration.ofHours(1));
        check(withoutId(anna.resetCode()));
    }

    @Test
    void aRightCodeWithoutTheIdCostsTheIdentifierNothing() {
        ChallengeCode code = anna.resetCode();
        times(40, () -> check(withoutId(code)));
    }

    @Test
    void attemptsSpentWithTheIdCountForThoseWithoutIt() {
        ChallengeCode code = anna.resetCode();
        times(5, () -> refused(INVALID_CODE, () -> anna.ticketFor(Anna.wrong(code))));

        refused(INVALID_CODE, () -> check(withoutId(code)));
    }

    @Test
    void aRightCheckWithoutTheIdCostsNothing() {
        ChallengeCode code = anna.resetCode();
        times(10, () -> check(withoutId(code)));

        anna.finish(withoutId(code), Anna.NEXT);
    }

    @Test
    @Tag("OTP-12")
    void aPasswordRefusedAfterTheProofCostsNoAttemptWithoutTheIdEither() {
        ChallengeCode code = anna.resetCode();
        times(10, () -> refused(PASSWORD_MATCHES_IDENTITY, () -> anna.finish(withoutId(code), Anna.EMAIL)));

        anna.finish(withoutId(code), Anna.NEXT);
    }

    @Test
    void aHundredWrongCodesEndCodesUntilAPasswordIsSetByLink() {
        for (int i = 0; i < 20; i++) {
            if (i % 9 == 0) {
                anna.later(Duration.ofHours(25));
            }
            anna.later(Duration.ofSeconds(61));
            ChallengeCode code = anna.resetCode();
            times(5, () -> refused(INVALID_CODE, () -> anna.ticketFor(Anna.wrong(code))));
        }
        anna.later(Duration.ofDays(2));
        anna.service.startPasswordReset(new StartPasswordReset(Anna.EMAIL, ResetBy.CODE, Caller.unknown()));
        anna.auth.mailer().await(Anna.EMAIL, MailPurpose.CODES_STOPPED);

        anna.finish(anna.resetLink(), Anna.NEXT);

        anna.later(Duration.ofSeconds(61));
        anna.finish(anna.resetCode(), "Another one entirely");
    }

    private void check(IdentifierCode proof) {
        anna.service.checkPasswordResetCode(new CheckPasswordResetCode(proof, Caller.unknown()));
    }

    private static IdentifierCode withoutId(ChallengeCode code) {
        return new IdentifierCode(Anna.EMAIL, code.code());
    }
}
