package io.github.keystile.examples.matrix;

import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.session.SessionCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Somebody who did not get the new tokens, and shows the old one again: at once or when the grace is over. */
final class RefreshVictim implements Victim {
    private static final Duration OVER_THE_GRACE = Duration.ofMinutes(1);

    private final Accounts accounts;
    private final Duration pause;
    private final String email;
    private final SignedIn before;

    RefreshVictim(Accounts accounts, boolean atOnce) {
        this.accounts = accounts;
        this.pause = atOnce ? Duration.ZERO : OVER_THE_GRACE;
        this.email = accounts.newAddress();
        this.before = accounts.signUp(email);
    }

    @Override
    public Flow flow() {
        return Flow.REFRESH;
    }

    @Override
    public String proof() {
        return before.tokens().refreshToken();
    }

    @Override
    public boolean wasDone() {
        boolean rotated = rotatedAt().equals(accounts.clock().instant());
        accounts.clock().advance(pause);
        SignedIn next = Flow.refresh(accounts.auth(), proof());
        assertThat(accounts.isAlive(next)).isTrue();
        assertThat(accounts.sessions(email)).isEqualTo(1);
        assertOneGeneration(next);
        assertThat(accounts.sessions(email)).as("sessions after a replay").isZero();
        assertThat(accounts.lets(email, OLD)).isTrue();
        return rotated;
    }

    /** The successor goes on, whenever it was asked for; with the old token the session is over for both. */
    private void assertOneGeneration(SignedIn next) {
        accounts.clock().advance(OVER_THE_GRACE);
        SignedIn second = Flow.refresh(accounts.auth(), next.tokens().refreshToken());
        accounts.clock().advance(OVER_THE_GRACE);
        SignedIn last = Flow.refresh(accounts.auth(), second.tokens().refreshToken());
        accounts.clock().advance(OVER_THE_GRACE);
        assertThat(refusal(before)).contains(INVALID_TOKEN);
        assertThat(refusal(last)).contains(INVALID_TOKEN);
        assertThat(accounts.isAlive(last)).isFalse();
    }

    private Instant rotatedAt() {
        return accounts.auth().users().sessions(before.user().id(), SessionCursor.start(), 100).stream()
                .map(SessionInfo::lastSeenAt)
                .findFirst()
                .orElseThrow();
    }

    private Optional<AuthError> refusal(SignedIn session) {
        return Accounts.refusal(
                () -> Flow.refresh(accounts.auth(), session.tokens().refreshToken()));
    }
}
