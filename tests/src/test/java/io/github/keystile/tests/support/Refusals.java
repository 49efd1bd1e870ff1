package io.github.keystile.tests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An expected no, and nothing else. */
public final class Refusals {
    private Refusals() {}

    public static AuthException refusal(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as("what was thrown").isInstanceOf(AuthException.class);
        return (AuthException) thrown;
    }

    public static AuthException refused(AuthError code, ThrowingCallable call) {
        AuthException refusal = refusal(call);
        assertThat(refusal.code()).isEqualTo(code);
        return refusal;
    }

    public static void times(int number, Runnable step) {
        for (int i = 0; i < number; i++) {
            step.run();
        }
    }
}
