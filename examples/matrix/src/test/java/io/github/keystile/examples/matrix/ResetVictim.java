package io.github.keystile.examples.matrix;

import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.auth.error.AuthError.INVALID_LINK;
import static io.github.keystile.auth.error.AuthError.INVALID_TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthError;
import java.time.Duration;
import java.util.Optional;

/** Somebody who is signed in and was setting a new password. */
final class ResetVictim implements Victim {
    private static final String THIRD = "Raureif auf dem Feld";
    private static final String FOURTH = "Nebel hinter dem Deich";

    private final Accounts accounts;
    private final Flow flow;
    private final String email;
    private final SignedIn before;
    private final String proof;

    ResetVictim(Accounts accounts, Flow flow) {
        this.accounts = accounts;
        this.flow = flow;
        this.email = accounts.newAddress();
        this.before = accounts.signUp(email);
        this.proof = accounts.startReset(flow, email);
    }

    @Override
    public Flow flow() {
        return flow;
    }

    @Override
    public String proof() {
        return proof;
    }

    @Override
    public boolean wasDone() {
        boolean changed = accounts.lets(email, NEW);
        assertThat(accounts.lets(email, OLD)).as("old password").isEqualTo(!changed);
        assertThat(accounts.isAlive(before)).as("old session").isEqualTo(!changed);
        assertThat(refreshes()).as("old session by refresh").isEqualTo(!changed);

        Optional<AuthError> again = reset(proof, THIRD);
        if (again.isPresent()) {
            assertThat(again.get()).isIn(INVALID_CODE, INVALID_TICKET, INVALID_LINK);
            assertThat(accounts.lets(email, NEW)).isEqualTo(changed);
            accounts.clock().advance(Duration.ofMinutes(1));
            assertThat(reset(accounts.startReset(flow, email), THIRD))
                    .as("a fresh request")
                    .isEmpty();
        } else {
            assertThat(changed)
                    .as("a proof that works again set nothing before")
                    .isFalse();
        }
        assertThat(accounts.lets(email, THIRD)).isTrue();
        assertThat(accounts.lets(email, OLD)).isFalse();
        assertThat(accounts.isAlive(before)).isFalse();
        assertThat(refreshes()).isFalse();
        assertThat(reset(proof, FOURTH)).as("the proof once more").isPresent();
        assertThat(accounts.lets(email, THIRD)).isTrue();
        return changed;
    }

    private boolean refreshes() {
        return Accounts.refusal(
                        () -> Flow.refresh(accounts.auth(), before.tokens().refreshToken()))
                .isEmpty();
    }

    private Optional<AuthError> reset(String by, String password) {
        return Accounts.refusal(() -> flow.finish(accounts.auth(), by, password));
    }
}
