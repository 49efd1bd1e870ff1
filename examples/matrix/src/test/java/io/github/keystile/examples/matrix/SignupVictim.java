package io.github.keystile.examples.matrix;

import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.error.AuthError;
import java.util.Optional;

/** Somebody whose code was right. */
final class SignupVictim implements Victim {
    private final Accounts accounts;
    private final String email;
    private final String code;

    SignupVictim(Accounts accounts) {
        this.accounts = accounts;
        this.email = accounts.newAddress();
        this.code = Flow.word(accounts.startSignup(email));
    }

    @Override
    public Flow flow() {
        return Flow.SIGNUP;
    }

    @Override
    public String proof() {
        return code;
    }

    @Override
    public boolean wasDone() {
        boolean existed = accounts.auth().users().findByEmail(email).isPresent();
        Optional<AuthError> refusal = Accounts.refusal(() -> Flow.signUp(accounts.auth(), code));
        boolean consumed = refusal.isPresent();
        if (consumed) {
            assertThat(refusal).contains(INVALID_CODE);
            assertThat(existed).as("a code that is gone made its user").isTrue();
            assertThat(accounts.sessions(email)).isLessThanOrEqualTo(1);
        } else {
            assertThat(accounts.sessions(email)).as("sessions of one code").isEqualTo(1);
        }
        assertThat(Accounts.refusal(() -> Flow.signUp(accounts.auth(), code)))
                .as("the code a second time")
                .contains(INVALID_CODE);
        assertThat(accounts.lets(email, OLD)).isTrue();
        return consumed;
    }
}
