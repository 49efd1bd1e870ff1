package io.github.keystile.tests.session;

import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.session.Session;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of a token and the row that it names, the row has the last word: whatever was written there by hand counts. */
class SessionRowTest {
    private final Anna anna = Anna.signedUp();

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    @Tag("RFR-05")
    void aTokenIsNothingForASessionOfSomebodyElse() {
        anna.later(Duration.ofSeconds(31));
        String bert = anna.auth.signUp("bert@example.com", Anna.PASSWORD).user().id();
        Session berts = rewritten(bert, row().expiresAt());

        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
        assertThat(row()).isEqualTo(berts);
    }

    @Test
    @Tag("RFR-06")
    void aSessionThatEndsEarlierThanItsTokensIsDeadFromThenOn() {
        Instant end = anna.auth.clock().instant().plusSeconds(10);
        rewritten(anna.id(), end);

        anna.later(Duration.ofMillis(9_999));
        anna.verify(anna.first);
        anna.refresh(anna.first);
        anna.later(Duration.ofMillis(1));

        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
    }

    private Session row() {
        return anna.stores.sessions().find(anna.first.sessionId()).orElseThrow();
    }

    private Session rewritten(String userId, Instant expiresAt) {
        Session old = row();
        Session written = new Session(
                old.id(),
                userId,
                old.epoch(),
                old.generation(),
                old.parent(),
                old.rotatedAt(),
                old.createdAt(),
                expiresAt,
                old.absoluteExpiresAt(),
                old.device());
        anna.stores.sessions().end(old.id(), old.userId());
        anna.stores.sessions().insert(written);
        return written;
    }
}
