package io.github.keystile.auth.testkit.contract;

import static io.github.keystile.auth.testkit.contract.Race.assertWinners;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.LimitRule;
import io.github.keystile.auth.limit.Lockout;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RateLimiter} promises under concurrent calls; beside {@link RateLimiterContract}. The package says how
 * to run it.
 */
public abstract class RateLimiterRaces extends Contract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final LimitRule MANY = new Budget(1000, DAY);
    private static final LimitRule THREE = new Budget(3, DAY);
    private static final LimitRule THREE_FAILURES = lockout(3);
    private static final LimitRule TEN_FAILURES = lockout(10);
    private static final int TAKES = 2;

    /** For subclasses. */
    protected RateLimiterRaces() {}

    /**
     * Makes an adapter. Called many times in a test: every adapter must be a new object and all of them must work on
     * the same database, as the processes of one application do. Only an in-memory limiter may be the same object.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract RateLimiter createRateLimiter();

    /** How many threads race: 32, because a unit too many that is given out or back is a guess too many. */
    @Override
    protected int threads() {
        return 32;
    }

    @Test
    final void aLockoutAllowsExactlyItsFailures() {
        race(this::createRateLimiter, race -> {
            Charge charge = new Charge(Fresh.id(), TEN_FAILURES);
            assertWinners("take under a lockout of 10", 10, takes(race, List.of(charge)), true);
        });
    }

    @Test
    final void aBudgetAllowsExactlyItsMax() {
        race(this::createRateLimiter, race -> {
            Charge charge = new Charge(Fresh.id(), THREE);
            assertWinners("take of a budget of 3", 3, takes(race, List.of(charge)), true);
        });
    }

    @Test
    final void noTakeIsLostAndNoOrderOfKeysLocksUp() {
        int all = threads() * TAKES;
        LimitRule enough = new Budget(all, DAY);
        race(this::createRateLimiter, race -> {
            List<Charge> charges = IntStream.range(0, 4)
                    .mapToObj(i -> new Charge(Fresh.id(), enough))
                    .toList();
            assertWinners("take within a budget for everybody", all, takes(race, charges), true);
            for (Charge charge : charges) {
                assertEquals(all, units(charge), "every take was counted");
            }
        });
    }

    @Test
    final void forgetNeverBringsBackWhatItForgot() {
        race(this::createRateLimiter, race -> {
            Charge charge = new Charge(Fresh.id(), THREE);
            race.run((limiter, thread) -> {
                if (thread % 2 == 0) {
                    limiter.forget(List.of(charge.key()));
                    return true;
                }
                return hasRoom(limiter, List.of(charge));
            });
            createRateLimiter().forget(List.of(charge.key()));
            assertWinners("take after forget", 3, takes(race, List.of(charge)), true);
        });
    }

    @Test
    final void everyUnitThatIsGivenBackIsFreeOnce() {
        race(this::createRateLimiter, race -> {
            Charge hot = new Charge(Fresh.id(), MANY);
            Charge warm = new Charge(Fresh.id(), MANY);
            List<Receipt> receipts = race.run((limiter, thread) -> limiter.take(List.of(hot, warm), now));
            assertEquals(threads(), units(hot), "taken");
            race.run((limiter, thread) -> {
                Outcome ofHot = thread % 2 == 0 ? Outcome.KEEP : Outcome.GIVE_BACK;
                Map<String, Outcome> outcomes = Map.of(hot.key(), ofHot, warm.key(), Outcome.GIVE_BACK);
                limiter.settle(receipts.get(thread), outcomes, now);
                return thread;
            });
            assertEquals(threads() - threads() / 2, units(hot), "every second unit was given back");
            assertEquals(0, units(warm), "every unit was given back");
        });
    }

    @Test
    final void takesAndSettlingsDoNotLoseOneAnother() {
        race(this::createRateLimiter, race -> {
            Charge charge = new Charge(Fresh.id(), MANY);
            race.run((limiter, thread) -> {
                Receipt first = limiter.take(List.of(charge), now);
                limiter.take(List.of(charge), now);
                limiter.settle(first, Map.of(charge.key(), Outcome.GIVE_BACK), now);
                return thread;
            });
            assertEquals(threads(), units(charge));
        });
    }

    @Test
    final void oneOfManySettlingsOfAReceiptCounts() {
        race(this::createRateLimiter, race -> {
            Charge charge = new Charge(Fresh.id(), MANY);
            List<Receipt> receipts = race.run((limiter, thread) -> limiter.take(List.of(charge), now));
            race.run((limiter, thread) -> {
                limiter.settle(receipts.get(0), Map.of(charge.key(), Outcome.GIVE_BACK), now);
                return thread;
            });
            assertEquals(threads() - 1, units(charge));
        });
    }

    @Test
    final void noLockIsLeftWhenAllUnitsAreGivenBack() {
        race(this::createRateLimiter, race -> {
            Charge charge = new Charge(Fresh.id(), THREE_FAILURES);
            race.run((limiter, thread) -> {
                Receipt receipt = limiter.take(List.of(charge), now);
                limiter.settle(receipt, Map.of(charge.key(), Outcome.GIVE_BACK), now);
                return thread;
            });
            assertEquals(0, units(charge));
            List<Boolean> answers = race.run((limiter, thread) -> hasRoom(limiter, List.of(charge)));
            assertWinners("take of units that are free again", 3, answers, true);
        });
    }

    private int units(Charge charge) {
        return Limits.units(createRateLimiter(), charge, now);
    }

    /** Every thread takes {@value #TAKES} times, each in another order of the keys. */
    private List<Boolean> takes(Race<RateLimiter> race, List<Charge> charges) {
        return race
                .run((limiter, thread) -> IntStream.range(0, TAKES)
                        .mapToObj(i -> hasRoom(limiter, rotated(charges, thread + i)))
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Charge> rotated(List<Charge> charges, int by) {
        List<Charge> rotated = new ArrayList<>(charges);
        Collections.rotate(rotated, by);
        if (by % 2 == 1) {
            Collections.reverse(rotated);
        }
        return rotated;
    }

    private boolean hasRoom(RateLimiter limiter, List<Charge> charges) {
        return limiter.take(charges, now).refused().isEmpty();
    }

    private static LimitRule lockout(int failures) {
        return new Lockout(failures, Duration.ofMinutes(15), Duration.ofHours(1), DAY);
    }
}
