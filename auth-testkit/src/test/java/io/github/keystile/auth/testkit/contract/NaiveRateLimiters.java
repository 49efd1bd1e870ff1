package io.github.keystile.auth.testkit.contract;

import static io.github.keystile.auth.testkit.contract.Naive.roundTrip;

import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Decision;
import io.github.keystile.auth.limit.InMemoryRateLimiter;
import io.github.keystile.auth.limit.LimitRule;
import io.github.keystile.auth.limit.RateLimiter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The contracts on naive limiters. No build runs them by themselves: {@link NaiveStoresTest} watches them fail. */
final class NaiveRateLimiters {
    private NaiveRateLimiters() {}

    static final class ReadThenWriteLimits extends RateLimiterContract {
        private final Map<String, String> states = new ConcurrentHashMap<>();
        private final RateLimiter limiter =
                Naive.store(RateLimiter.class, new InMemoryRateLimiter(), "take", (right, args) -> {
                    for (Object each : (List<?>) args[0]) {
                        Charge charge = (Charge) each;
                        LimitRule.Step step = charge.rule().take(states.get(charge.key()), (Instant) args[1]);
                        roundTrip();
                        states.put(charge.key(), step.state());
                        if (!step.allowed()) {
                            return new Decision(charge.key(), step.retryAfter());
                        }
                    }
                    return Decision.allowed();
                });

        @Override
        protected RateLimiter createRateLimiter() {
            return limiter;
        }

        @Override
        protected int rounds() {
            return Naive.ROUNDS;
        }
    }

    static final class ChargesBeforeARefusalAreGivenBack extends RateLimiterContract {
        private final RateLimiter limiter =
                Naive.store(RateLimiter.class, new InMemoryRateLimiter(), "take", (right, args) -> {
                    List<Charge> charges =
                            ((List<?>) args[0]).stream().map(Charge.class::cast).toList();
                    Decision decision = right.take(charges, (Instant) args[1]);
                    decision.refused()
                            .ifPresent(key -> right.clear(List.of(charges.get(0).key())));
                    return decision;
                });

        @Override
        protected RateLimiter createRateLimiter() {
            return limiter;
        }

        @Override
        protected int rounds() {
            return Naive.ROUNDS;
        }
    }
}
