package io.github.keystile.tests.signup;

import static io.github.keystile.tests.support.Scene.NEW;
import static io.github.keystile.tests.support.Scene.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.tests.support.Scene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Between the insert of the user and the end of the signup's challenge. */
class InterruptedSignupTest {
    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @Tag("STO-09")
    void tryingAgainMendsIt() {
        ChallengeCode code = interruptedSignup();
        SignedIn session = scene.finishSignup(code);

        assertThat(scene.isAlive(session)).isTrue();
    }

    @Test
    @Tag("RST-06")
    void aNewPasswordEndsTheSignupsCodeToo() {
        ChallengeCode code = interruptedSignup();
        scene.reset(scene.resetCode(), NEW);

        assertThatThrownBy(() -> scene.finishSignup(code)).isInstanceOf(AuthException.class);
        assertThat(scene.canLogIn(OLD)).isFalse();
    }

    @Test
    @Tag("OTP-12")
    void aProfileThatIsTooLargeLeavesTheCodeUsable() {
        SignupProfile half = SignupProfile.none().with("first", "x".repeat(5000));
        String id = scene.service
                .startSignup(new StartSignup(Scene.EMAIL, OLD, half, Caller.unknown()))
                .challengeId();
        ChallengeCode code = new ChallengeCode(id, scene.auth.mailer.lastCode(Scene.EMAIL));
        SignupProfile otherHalf = SignupProfile.none().with("second", "x".repeat(5000));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> scene.service.finishSignup(new FinishSignup(code, otherHalf, Caller.unknown())))
                    .isInstanceOfSatisfying(
                            AuthException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(AuthError.INVALID_ATTRIBUTES));
        }

        assertThat(scene.isAlive(scene.finishSignup(code))).isTrue();
    }

    private ChallengeCode interruptedSignup() {
        ChallengeCode code = scene.startSignup();
        scene.auth.watched.breakMethod("OtpStore.consume", () -> new StoreException("consume", null));
        assertThat(catchThrowable(() -> scene.finishSignup(code))).isInstanceOf(StoreException.class);
        assertThat(scene.exists()).isTrue();
        scene.auth.watched.heal();
        return code;
    }
}
