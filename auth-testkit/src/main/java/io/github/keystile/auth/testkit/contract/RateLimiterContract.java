package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.LimitRule;
import io.github.keystile.auth.limit.Lockout;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.testkit.internal.HostileTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RateLimiter} must count, refuse and forget; {@link RateLimiterSettlements} says what becomes of units
 * that were taken, {@link RateLimiterRaces} what it promises under concurrent calls, and the package how to run them.
 */
public abstract class RateLimiterContract extends Contract {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LimitRule THREE = new Budget(3, MINUTE);
    private static final LimitRule LOCKOUT =
            new Lockout(10, Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(1));
    private static final int PURGE_LIMIT = 1000;

    /** For subclasses. */
    protected RateLimiterContract() {}

    /**
     * Makes an adapter. Called many times in a test: every adapter must be a new object and all of them must work on
     * the same database, as the processes of one application do. Only an in-memory limiter may be the same object.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract RateLimiter createRateLimiter();

    @Test
    final void remembersWhatWasTaken() {
        String key = Fresh.id();
        assertEquals(Answer.ALLOWED, take(now, new Charge(key, THREE)));
        assertEquals(Answer.ALLOWED, take(now.plusMillis(7), new Charge(key, THREE)));
        assertEquals(Answer.ALLOWED, take(now.plusMillis(9), new Charge(key, THREE)));
        Charge charge = new Charge(key, THREE);
        assertEquals(new Answer(key, Duration.ofMillis(59_990)), take(now.plusMillis(10), charge));
        assertEquals(new Answer(key, Duration.ofMillis(1)), take(now.plusMillis(59_999), charge));
        assertEquals(Answer.ALLOWED, take(now.plusMillis(60_000), charge));
        assertEquals(new Answer(key, Duration.ofMillis(7)), take(now.plusMillis(60_000), charge));
    }

    @Test
    final void keepsTheLongestStateOfARule() {
        Charge charge = new Charge(Fresh.id(), new Budget(100_000, MINUTE));
        Charge exact = new Charge(Fresh.id(), new Budget(20, MINUTE));
        for (int i = 0; i < 20; i++) {
            assertEquals(Answer.ALLOWED, take(now.plusMillis(i * 2999L), charge, exact));
        }
        assertEquals(exact.key(), take(now.plusMillis(59_999), exact).refusedKey());
    }

    @Test
    final void locksAndUnlocks() {
        Charge charge = new Charge(Fresh.id(), LOCKOUT);
        for (int i = 0; i < 10; i++) {
            assertEquals(Answer.ALLOWED, take(now, charge));
        }
        Duration lock = Duration.ofMinutes(15);
        assertEquals(new Answer(charge.key(), lock), take(now, charge));
        assertEquals(Answer.ALLOWED, take(now.plus(lock), charge));
        assertEquals(new Answer(charge.key(), lock.multipliedBy(2)), take(now.plus(lock), charge));
    }

    @Test
    final void chargesBeforeTheRefusedOneStayTakenAndThoseAfterAreNot() {
        Charge first = new Charge(Fresh.id(), THREE);
        Charge second = new Charge(Fresh.id(), new Budget(1, MINUTE));
        Charge third = new Charge(Fresh.id(), THREE);
        assertEquals(Answer.ALLOWED, take(now, first, second, third));
        assertEquals(new Answer(second.key(), MINUTE), take(now, first, second, third));
        assertEquals(Answer.ALLOWED, take(now, first), "2 of 3 were taken");
        assertEquals(new Answer(first.key(), MINUTE), take(now, first), "3 of 3 were taken");
        assertEquals(Answer.ALLOWED, take(now, third), "1 of 3 was taken");
        assertEquals(Answer.ALLOWED, take(now, third), "2 of 3 were taken");
        assertEquals(new Answer(third.key(), MINUTE), take(now, third), "3 of 3 were taken");
    }

    @Test
    final void takesEightCharges() {
        Charge[] charges = IntStream.range(0, 8)
                .mapToObj(i -> new Charge(Fresh.id(), new Budget(1, MINUTE)))
                .toArray(Charge[]::new);
        assertEquals(Answer.ALLOWED, take(now, charges));
        for (Charge charge : charges) {
            assertEquals(new Answer(charge.key(), MINUTE), take(now, charge));
        }
    }

    @Test
    final void similarAndHostileKeysAreDifferent() {
        LimitRule one = new Budget(1, MINUTE);
        String key = Fresh.id() + "aZb";
        assertEquals(Answer.ALLOWED, take(now, new Charge(key, one)));
        for (String start : HostileTexts.like(key)) {
            String other = start.startsWith(key) ? start : start + Fresh.id();
            if (other.length() <= 100 && other.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                assertEquals(Answer.ALLOWED, take(now, new Charge(other, one)), () -> "fresh key " + other);
                createRateLimiter().forget(List.of(other));
            }
        }
        createRateLimiter().forget(List.of("%", "_".repeat(key.length()), key.substring(0, 32) + "a_b", key + " "));
        assertEquals(Answer.ALLOWED, take(now, new Charge(key.substring(0, 32) + "a_b", one)));
        assertEquals(Answer.ALLOWED, take(now, new Charge(key.substring(0, 32) + "azb", one)));
        assertEquals(new Answer(key, MINUTE), take(now, new Charge(key, one)));
    }

    @Test
    final void forgetsTheGivenKeysOnly() {
        Charge cleared = new Charge(Fresh.id(), new Budget(1, MINUTE));
        Charge alsoCleared = new Charge(Fresh.id(), new Budget(1, MINUTE));
        Charge kept = new Charge(Fresh.id(), new Budget(1, MINUTE));
        take(now, cleared, alsoCleared, kept);
        createRateLimiter().forget(List.of());
        assertEquals(new Answer(cleared.key(), MINUTE), take(now, cleared));
        createRateLimiter().forget(List.of(Fresh.id(), cleared.key(), alsoCleared.key()));
        assertEquals(Answer.ALLOWED, take(now, cleared, alsoCleared));
        assertEquals(new Answer(kept.key(), MINUTE), take(now, kept));
    }

    @Test
    final void purgeIsBoundedAndSparesWhatStillCounts() {
        while (createRateLimiter().purge(longAgo.plus(MINUTE), PURGE_LIMIT) == PURGE_LIMIT) {
            // Earlier runs left more behind.
        }
        LimitRule one = new Budget(1, MINUTE);
        Charge kept = new Charge(Fresh.id(), one);
        take(longAgo.plusMillis(1), kept);
        for (int i = 0; i < 5; i++) {
            take(longAgo, new Charge(Fresh.id(), one));
        }
        Instant later = longAgo.plus(MINUTE);
        assertEquals(3, createRateLimiter().purge(later, 3));
        assertEquals(2, createRateLimiter().purge(later, 3));
        assertEquals(0, createRateLimiter().purge(later, 3));
        assertEquals(new Answer(kept.key(), Duration.ofMillis(1)), take(later, kept));
        assertEquals(1, createRateLimiter().purge(later.plusMillis(1), 10_000));
    }

    private Answer take(Instant at, Charge... charges) {
        return Answer.of(createRateLimiter().take(List.of(charges), at));
    }

    /** What a receipt says about room. */
    private record Answer(@Nullable String refusedKey, Duration retryAfter) {
        private static final Answer ALLOWED = new Answer(null, Duration.ZERO);

        static Answer of(Receipt receipt) {
            return new Answer(receipt.refused().map(Charge::key).orElse(null), receipt.retryAfter());
        }
    }
}
