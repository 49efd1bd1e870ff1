package io.github.keystile.auth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keystile.auth.password.PasswordHasher.Match;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TestDoublesTest {
    @Test
    void theClockStandsStillUntilItIsMoved() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        SettableClock clock = new SettableClock(start);
        Clock inNewYork = clock.withZone(ZoneId.of("America/New_York"));
        assertThat(clock.instant()).isEqualTo(start);
        assertThat(clock.advance(Duration.ofMinutes(10))).isEqualTo(start.plusSeconds(600));
        assertThat(inNewYork.instant()).isEqualTo(start.plusSeconds(600));
        assertThat(inNewYork.getZone()).isEqualTo(ZoneId.of("America/New_York"));
        clock.set(start.minusSeconds(1));
        assertThat(clock.millis()).isEqualTo(start.toEpochMilli() - 1000);
    }

    @Test
    void fixedCodesComeInOrderAndTheLastForEver() {
        FixedCodes codes = new FixedCodes("000001", "000002");
        assertThat(codes.next(6)).isEqualTo("000001");
        assertThat(codes.next(6)).isEqualTo("000002");
        assertThat(codes.next(6)).isEqualTo("000002");
        assertThatIllegalArgumentException().isThrownBy(() -> codes.next(4)).withMessageContaining("4 digits");
        assertThatIllegalArgumentException().isThrownBy(() -> new FixedCodes("12a456"));
        assertThatIllegalArgumentException().isThrownBy(() -> new FixedCodes("123456", "\u0661\u0662\u0663\u0664"));
    }

    @Test
    void theFastHasherTellsPasswordsApartAndCounts() {
        InsecureFastHasher hasher = new InsecureFastHasher();
        String hash = hasher.hash("correct");
        assertThat(hash).startsWith("{insecure-test-only}").hasSizeLessThan(256).isNotEqualTo(hasher.hash("correct"));
        assertThat(hasher.verify("correct", hash)).isEqualTo(Match.MATCHES);
        assertThat(hasher.verify("wrong", hash)).isEqualTo(Match.DIFFERS);
        assertThat(hasher.verify("correct", null)).isEqualTo(Match.UNUSABLE);
        assertThat(hasher.verify("correct", "{insecure-test-only}")).isEqualTo(Match.UNUSABLE);
        assertThat(hasher.verify("correct", "{other}" + hash)).isEqualTo(Match.UNUSABLE);
        assertThat(hasher.needsRehash(hash)).isFalse();
        assertThat(hasher.hashes()).isEqualTo(2);
        assertThat(hasher.verifies()).isEqualTo(5);
    }
}
