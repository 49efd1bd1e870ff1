package io.github.keystile.tests.reset;

import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.auth.error.AuthError.PASSWORD_MATCHES_IDENTITY;
import static io.github.keystile.auth.error.AuthError.PASSWORD_TOO_SHORT;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.WatchedHasher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In which order proof and password are looked at, and what each refusal costs. */
class ResetRulesTest {
    private static final String WEAK = "kurz";

    private final WatchedHasher hasher = new WatchedHasher();
    private final Anna anna = Anna.signedUp(options -> options.passwordHasher(hasher));

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    @Tag("OTP-12")
    void aWeakPasswordTellsNothingAboutTheCodeAndCostsNoAttempt() {
        ChallengeCode code = anna.resetCode();
        times(10, () -> refused(PASSWORD_TOO_SHORT, () -> anna.finish(Anna.wrong(code), WEAK)));
        times(10, () -> refused(PASSWORD_TOO_SHORT, () -> anna.finish(code, WEAK)));
        assertThat(anna.stores
                        .challenges()
                        .find(code.challengeId())
                        .orElseThrow()
                        .attempts())
                .isZero();

        anna.finish(code, Anna.NEXT);
    }

    @Test
    @Tag("OTP-12")
    void aPasswordThatIsTheAddressIsLookedAtAfterTheCodeAndCostsARightCodeNothing() {
        ChallengeCode code = anna.resetCode();
        times(10, () -> refused(PASSWORD_MATCHES_IDENTITY, () -> anna.finish(code, Anna.EMAIL)));
        times(4, () -> refused(INVALID_CODE, () -> anna.finish(Anna.wrong(code), Anna.EMAIL)));

        anna.finish(code, Anna.NEXT);
    }

    @Test
    @Tag("OTP-12")
    void aWrongCodeWithTheAddressAsPasswordIsNoFreeGuess() {
        ChallengeCode code = anna.resetCode();
        times(5, () -> refused(INVALID_CODE, () -> anna.finish(Anna.wrong(code), Anna.EMAIL)));

        refused(INVALID_CODE, () -> anna.finish(code, Anna.NEXT));
    }

    @Test
    void aRefusedProofHashesNothing() {
        ChallengeCode code = anna.resetCode();
        hasher.forget();

        refused(INVALID_CODE, () -> anna.finish(Anna.wrong(code), Anna.NEXT));

        assertThat(hasher.hashed()).isEmpty();
        assertThat(hasher.compared()).isEmpty();
    }
}
