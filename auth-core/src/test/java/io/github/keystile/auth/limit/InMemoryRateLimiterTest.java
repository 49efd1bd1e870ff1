package io.github.keystile.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is not in the contract of every RateLimiter, which the test kit runs on this one too. */
class InMemoryRateLimiterTest {
    private static final Instant START = Instant.parse("2026-11-01T05:55:00Z");
    private static final LimitRule LOCKOUT =
            new Lockout(5, Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(1));

    private final InMemoryRateLimiter limiter = new InMemoryRateLimiter(160);

    @Test
    @Tag("LGN-07")
    void aMillionMadeUpKeysDoNotResetAVictim() {
        InMemoryRateLimiter large = new InMemoryRateLimiter();
        for (int i = 0; i < 4; i++) {
            large.take(List.of(new Charge("victim", LOCKOUT)), START);
        }
        for (int i = 0; i < 1_000_000; i++) {
            large.take(List.of(new Charge("made up " + i, LOCKOUT)), START.plusMillis(i / 100));
        }
        assertThat(take(large, "victim").refused()).isEmpty();
        assertThat(take(large, "victim").refused().map(Charge::key)).contains("victim");
    }

    @Test
    @Tag("LGN-07")
    void neverKeepsMoreKeysThanFit() {
        for (int i = 0; i < 1000; i++) {
            take(limiter, "key " + i);
        }
        int kept = limiter.purge(START.plus(Duration.ofDays(2)), 10_000);
        assertThat(kept).isBetween(100, 160);
    }

    @Test
    @Tag("LGN-07")
    void aLockedKeyOutlivesThoseWithMoreTakesThatStillHaveRoom() {
        LimitRule one = new Budget(1, Duration.ofDays(1));
        limiter.take(List.of(new Charge("locked", one)), START);
        for (int i = 0; i < 1000; i++) {
            take(limiter, "key " + i);
            take(limiter, "key " + i);
        }
        assertThat(limiter.take(List.of(new Charge("locked", one)), START)
                        .refused()
                        .map(Charge::key))
                .contains("locked");
    }

    @Test
    void whatIsForgottenAnywayGoesFirst() {
        LimitRule brief = new Budget(9, Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            for (int times = 0; times < 3; times++) {
                limiter.take(List.of(new Charge("brief " + i, brief)), START);
            }
        }
        IntStream.range(0, 60).forEach(i -> take(limiter, "long " + i));
        limiter.take(List.of(new Charge("new", LOCKOUT)), START.plusSeconds(1));
        assertThat(limiter.purge(START.plus(Duration.ofDays(2)), 10_000)).isEqualTo(61);
    }

    @Test
    void rejectsMisuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryRateLimiter(15));
        assertThatIllegalArgumentException().isThrownBy(() -> limiter.take(List.of(), START));
        Charge charge = new Charge("a", LOCKOUT);
        assertThatIllegalArgumentException().isThrownBy(() -> limiter.take(List.of(charge, charge), START));
        List<Charge> nine = IntStream.range(0, 9)
                .mapToObj(i -> new Charge("k" + i, LOCKOUT))
                .toList();
        assertThatIllegalArgumentException().isThrownBy(() -> limiter.take(nine, START));
    }

    private static Receipt take(InMemoryRateLimiter limiter, String key) {
        return limiter.take(List.of(new Charge(key, LOCKOUT)), START);
    }
}
