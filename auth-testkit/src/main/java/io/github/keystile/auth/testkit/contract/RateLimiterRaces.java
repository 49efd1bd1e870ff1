package io.github.keystile.auth.testkit.contract;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stays exact although many settle at once. */
abstract class RateLimiterRaces extends Contract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final LimitRule MANY = new Budget(1000, DAY);
    private static final LimitRule LOCKOUT = new Lockout(3, Duration.ofMinutes(15), Duration.ofHours(1), DAY);

    /**
     * Makes an adapter. Called many times in a test: every adapter must be a new object and all of them must work on
     * the same database, as the processes of one application do. Only an in-memory limiter may be the same object.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract RateLimiter createRateLimiter();

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
            Charge charge = new Charge(Fresh.id(), LOCKOUT);
            race.run((limiter, thread) -> {
                Receipt receipt = limiter.take(List.of(charge), now);
                limiter.settle(receipt, Map.of(charge.key(), Outcome.GIVE_BACK), now);
                return thread;
            });
            assertEquals(0, units(charge));
            long taken = race.run((limiter, thread) -> limiter.take(List.of(charge), now)).stream()
                    .filter(receipt -> receipt.refused().isEmpty())
                    .count();
            assertEquals(3, taken, "units that are free again");
        });
    }

    /** How many units count now. */
    final int units(Charge charge) {
        String state = createRateLimiter().peek(List.of(charge.key())).get(charge.key());
        return charge.rule().look(state, now).units();
    }
}
