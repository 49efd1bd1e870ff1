package io.github.keystile.auth.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.otp.CodeSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HousekeeperTest {
    private static final Instant START = Instant.parse("2026-11-01T05:55:00Z");

    private final List<AuthEvent> events = new ArrayList<>();
    private final Rows rows = new Rows();
    private final Secrets secrets = new Secrets(RootSecret.generate(), new SecureRandom(), CodeSource.secure());
    private final Housekeeper housekeeper = new Housekeeper(
            List.of(rows::batch, (now, limit) -> 0), rows, new Events(List.of(events::add), secrets, rows));

    @AfterEach
    void close() {
        Thread.interrupted();
        housekeeper.close();
    }

    /** Expired rows, and a clock that goes on with each batch of them. */
    private static final class Rows extends Clock {
        private Instant now = START;
        private Duration perBatch = Duration.ZERO;
        private int left;
        private int interruptAt = -1;

        int batch(Instant time, int limit) {
            assertThat(time).isEqualTo(START);
            now = now.plus(perBatch);
            int deleted = Math.min(left, limit);
            left -= deleted;
            if (left == interruptAt) {
                Thread.currentThread().interrupt();
            }
            return deleted;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    @Tag("LGN-07")
    void goesOnUntilNothingIsExpired() {
        rows.left = 1_000_000;
        assertThat(housekeeper.purge()).isEqualTo(1_000_000);
        assertThat(rows.left).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    @Tag("LGN-07")
    void saysWhenItFallsBehindOnceEachPeriod() {
        rows.left = 10_000;
        rows.perBatch = Duration.ofMinutes(1);
        housekeeper.purge();
        assertThat(events)
                .extracting(AuthEvent::type)
                .containsExactly(AuthEventType.HOUSEKEEPING_BEHIND, AuthEventType.HOUSEKEEPING_BEHIND);
        assertThat(rows.left).isZero();
    }

    @Test
    void stopsWhenTheServiceCloses() {
        rows.left = 10_000;
        rows.interruptAt = 5_000;
        assertThat(housekeeper.purge()).isEqualTo(5_000);
    }
}
