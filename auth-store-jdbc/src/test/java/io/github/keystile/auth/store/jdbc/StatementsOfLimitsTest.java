package io.github.keystile.auth.store.jdbc;

import static io.github.keystile.auth.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.limit.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What limits cost where nobody else is at work on the same keys; a batch is one statement. */
class StatementsOfLimitsTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final StatementCounter counter = new StatementCounter();
    private final Charge first = new Charge("first", new Budget(9, DAY));
    private final Charge second = new Charge("second", new Budget(9, DAY));
    private final Charge full = new Charge("full", new Budget(1, DAY));
    private RateLimiter limits;

    @BeforeEach
    void open() {
        limits = JdbcStores.on(counter.on(TestDatabase.H2.emptied()))
                .tablePrefix(TestDatabase.PREFIX)
                .limits();
    }

    private <T> T costs(int statements, Supplier<T> verb) {
        counter.take();
        T result = verb.get();
        assertThat(counter.take()).isEqualTo(statements);
        assertThat(counter.open()).isZero();
        return result;
    }

    private Receipt take(Charge... charges) {
        return limits.take(List.of(charges), NOW);
    }

    @Test
    void aTakeCostsTwoOrThreeAndARefusalNoMore() {
        costs(2, () -> take(first));
        costs(2, () -> take(first));
        costs(3, () -> take(first, second, full));
        costs(2, () -> take(first, second));
        costs(1, () -> take(full, new Charge("new", new Budget(9, DAY))));
        costs(2, () -> take(first, full, new Charge("new", new Budget(9, DAY))));
        assertThat(costs(1, () -> limits.peek(List.of("new", "full")))).containsOnlyKeys("full");
    }

    @Test
    void settlingCostsOneAndTwoMoreWhereOthersTookMeanwhile() {
        Receipt alone = take(first, second);
        costs(1, () -> settle(alone, Outcome.GIVE_BACK));
        Receipt overtaken = take(first, second);
        take(second);
        costs(3, () -> settle(overtaken, Outcome.GIVE_BACK));
        Receipt kept = take(first, second);
        costs(0, () -> settle(kept, Outcome.KEEP));
        costs(0, () -> settle(kept, Outcome.FORGET));
    }

    @Test
    void forgettingCostsOne() {
        take(first, second);
        costs(1, () -> {
            limits.forget(List.of("first", "second", "unknown"));
            return true;
        });
    }

    private boolean settle(Receipt receipt, Outcome outcome) {
        limits.settle(receipt, Map.of("first", outcome, "second", outcome), NOW);
        return true;
    }
}
