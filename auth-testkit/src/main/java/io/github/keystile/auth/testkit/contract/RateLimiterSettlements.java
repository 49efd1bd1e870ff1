package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.LimitRule;
import io.github.keystile.auth.limit.Lockout;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What becomes of units that every {@link RateLimiter} took, one call after the other; beside {@link
 * RateLimiterContract}. The package says how to run it.
 */
public abstract class RateLimiterSettlements extends Contract {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LOCK = Duration.ofMinutes(15);
    private static final LimitRule FIVE = new Budget(5, MINUTE);
    private static final LimitRule TWO_FAILURES = new Lockout(2, LOCK, LOCK.multipliedBy(4), Duration.ofDays(1));

    /** For subclasses. */
    protected RateLimiterSettlements() {}

    /**
     * Makes an adapter, as in {@link RateLimiterContract#createRateLimiter}.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract RateLimiter createRateLimiter();

    @Test
    final void nothingIsWrittenForTheRefusedChargeAndThoseAfterIt() {
        Charge first = new Charge(Fresh.id(), FIVE);
        Charge full = new Charge(Fresh.id(), new Budget(1, MINUTE));
        Charge after = new Charge(Fresh.id(), FIVE);
        take(full);
        Map<String, String> before = createRateLimiter().peek(List.of(full.key()));
        Receipt receipt = take(first, full, after);
        assertSame(full, receipt.refused().orElseThrow(), "the refused charge is the one of the list");
        assertEquals(MINUTE, receipt.retryAfter());
        assertEquals(
                List.of(first),
                receipt.taken().stream().map(Receipt.Taken::charge).toList());
        assertEquals(before, createRateLimiter().peek(List.of(full.key(), after.key())), "nothing was written");
        assertEquals(1, units(first));
        for (int i = 0; i < 5; i++) {
            assertTrue(hasRoom(after, now), "what comes after a refused charge has all its room");
        }
    }

    @Test
    final void peekReadsAndWritesNothing() {
        Charge taken = new Charge(Fresh.id(), FIVE);
        Charge unknown = new Charge(Fresh.id(), FIVE);
        take(taken);
        List<String> keys = List.of(taken.key(), unknown.key(), "\u00e4", "x".repeat(101), "");
        Map<String, String> states = createRateLimiter().peek(keys);
        assertEquals(Set.of(taken.key()), states.keySet());
        assertEquals(states, createRateLimiter().peek(keys));
        assertEquals(Map.of(), createRateLimiter().peek(List.of()));
        assertEquals(1, units(taken));
    }

    @Test
    final void eachUnitIsSettledByItsKey() {
        Charge kept = new Charge(Fresh.id(), FIVE);
        Charge named = new Charge(Fresh.id(), FIVE);
        Charge back = new Charge(Fresh.id(), FIVE);
        Charge forgotten = new Charge(Fresh.id(), FIVE);
        take(kept, named, back, forgotten);
        Receipt receipt = take(kept, named, back, forgotten);
        settle(
                receipt,
                Map.of(
                        named.key(),
                        Outcome.KEEP,
                        back.key(),
                        Outcome.GIVE_BACK,
                        forgotten.key(),
                        Outcome.FORGET,
                        Fresh.id(),
                        Outcome.FORGET));
        assertEquals(List.of(2, 2, 1, 0), List.of(units(kept), units(named), units(back), units(forgotten)));
        take(kept, named, back, forgotten);
        assertEquals(List.of(3, 3, 2, 1), List.of(units(kept), units(named), units(back), units(forgotten)));
    }

    @Test
    final void aUnitIsGivenBackAlthoughOthersCameAfterIt() {
        Charge charge = new Charge(Fresh.id(), new Budget(3, MINUTE));
        Receipt first = createRateLimiter().take(List.of(charge), now);
        createRateLimiter().take(List.of(charge), now.plusSeconds(10));
        createRateLimiter().take(List.of(charge), now.plusSeconds(20));
        Instant later = now.plusSeconds(30);
        createRateLimiter().settle(first, Map.of(charge.key(), Outcome.GIVE_BACK), later);
        assertTrue(hasRoom(charge, later));
        Receipt refused = createRateLimiter().take(List.of(charge), later);
        assertEquals(Duration.ofSeconds(40), refused.retryAfter(), "the unit of 10 s is the oldest left");
    }

    @Test
    final void aReceiptIsSettledOnce() {
        Charge charge = new Charge(Fresh.id(), FIVE);
        take(charge);
        Receipt receipt = take(charge);
        settle(receipt, Map.of(charge.key(), Outcome.GIVE_BACK));
        settle(receipt, Map.of(charge.key(), Outcome.GIVE_BACK));
        assertEquals(1, units(charge));
        settle(receipt, Map.of(charge.key(), Outcome.FORGET));
        assertEquals(1, units(charge));
        Receipt kept = take(charge);
        settle(kept, Map.of());
        settle(kept, Map.of(charge.key(), Outcome.GIVE_BACK));
        assertEquals(2, units(charge), "kept is settled too");
    }

    @Test
    final void aUnitThatWasForgottenIsNotGivenBackAgain() {
        for (LimitRule rule : List.of(FIVE, TWO_FAILURES)) {
            Charge charge = new Charge(Fresh.id(), rule);
            Receipt forgotten = take(charge);
            Receipt alsoForgotten = take(charge);
            createRateLimiter().forget(List.of(charge.key()));
            assertEquals(0, units(charge));
            settle(forgotten, Map.of(charge.key(), Outcome.GIVE_BACK));
            assertEquals(0, units(charge), "never below nothing");
            take(charge);
            settle(alsoForgotten, Map.of(charge.key(), Outcome.GIVE_BACK));
            assertEquals(1, units(charge), "of the same millisecond, and not the same unit");
            assertTrue(hasRoom(charge, now));
        }
    }

    @Test
    final void aUnitThatWasForgottenBySettlingIsNotGivenBackAgain() {
        Charge charge = new Charge(Fresh.id(), TWO_FAILURES);
        Receipt early = take(charge);
        Receipt right = take(charge);
        settle(right, Map.of(charge.key(), Outcome.FORGET));
        take(charge);
        settle(early, Map.of(charge.key(), Outcome.GIVE_BACK));
        assertEquals(1, units(charge));
    }

    @Test
    final void unknownAndPurgedKeysAreIgnored() {
        while (createRateLimiter().purge(longAgo.plus(MINUTE), 1000) == 1000) {
            // Earlier runs left more behind.
        }
        Charge purged = new Charge(Fresh.id(), FIVE);
        Charge again = new Charge(Fresh.id(), FIVE);
        Receipt first = createRateLimiter().take(List.of(purged, again), longAgo);
        Receipt second = createRateLimiter().take(List.of(purged, again), longAgo);
        assertEquals(2, createRateLimiter().purge(longAgo.plus(MINUTE), 10));
        take(again);
        settle(first, Map.of(purged.key(), Outcome.GIVE_BACK, again.key(), Outcome.GIVE_BACK));
        settle(second, Map.of(purged.key(), Outcome.FORGET));
        createRateLimiter().forget(List.of(purged.key()));
        assertEquals(Map.of(), createRateLimiter().peek(List.of(purged.key())));
        assertEquals(1, units(again));
    }

    @Test
    final void theLockGoesWithTheUnitThatSetIt() {
        Charge charge = new Charge(Fresh.id(), TWO_FAILURES);
        Receipt first = take(charge);
        Receipt last = take(charge);
        assertFalse(hasRoom(charge, now));
        settle(last, Map.of(charge.key(), Outcome.GIVE_BACK));
        assertEquals(1, units(charge));
        assertTrue(hasRoom(charge, now), "as before the unit was taken; this one locks again");
        settle(first, Map.of(charge.key(), Outcome.GIVE_BACK));
        assertFalse(hasRoom(charge, now), "another unit's lock stands");
    }

    @Test
    final void aLongerLockGoesWithTheUnitThatSetIt() {
        Charge charge = new Charge(Fresh.id(), TWO_FAILURES);
        take(charge, new Charge(Fresh.id(), FIVE));
        take(charge);
        Instant unlocked = now.plus(LOCK);
        Receipt third = createRateLimiter().take(List.of(charge), unlocked);
        assertTrue(third.refused().isEmpty());
        createRateLimiter().settle(third, Map.of(charge.key(), Outcome.GIVE_BACK), unlocked);
        assertTrue(hasRoom(charge, unlocked), "as before the unit was taken");
        Receipt refused = createRateLimiter().take(List.of(charge), unlocked);
        assertEquals(LOCK.multipliedBy(2), refused.retryAfter(), "the lock is as long as it would have been");
    }

    private Receipt take(Charge... charges) {
        return createRateLimiter().take(List.of(charges), now);
    }

    private boolean hasRoom(Charge charge, Instant at) {
        return createRateLimiter().take(List.of(charge), at).refused().isEmpty();
    }

    private void settle(Receipt receipt, Map<String, Outcome> outcomes) {
        createRateLimiter().settle(receipt, outcomes, now);
    }

    private int units(Charge charge) {
        return Limits.units(createRateLimiter(), charge, now);
    }
}
