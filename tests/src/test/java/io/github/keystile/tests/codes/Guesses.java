package io.github.keystile.tests.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CodeProof;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What somebody tries who was not mailed the code. */
final class Guesses {
    private Guesses() {}

    static void wrong(AuthService service, String challengeId, String right) {
        refused(service, new ChallengeCode(challengeId, other(right)));
    }

    static void refused(AuthService service, CodeProof proof) {
        refused(() -> service.checkPasswordResetCode(new CheckPasswordResetCode(proof, Caller.unknown())));
    }

    static void wrongSignup(AuthService service, ChallengeCode right) {
        ChallengeCode wrong = new ChallengeCode(right.challengeId(), other(right.code()));
        refused(() -> service.finishSignup(new FinishSignup(wrong, SignupProfile.none(), Caller.unknown())));
    }

    private static void refused(ThrowingCallable call) {
        assertThat(catchThrowable(call))
                .isInstanceOfSatisfying(
                        AuthException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(AuthError.INVALID_CODE));
    }

    private static String other(String right) {
        return (right.charAt(0) == '9' ? '0' : (char) (right.charAt(0) + 1)) + right.substring(1);
    }
}
