package io.github.keystile.auth.testkit.memory;

import io.github.keystile.auth.limit.InMemoryRateLimiter;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.testkit.contract.RateLimiterContract;
import io.github.keystile.auth.testkit.contract.RateLimiterRaces;
import io.github.keystile.auth.testkit.contract.RateLimiterSettlements;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemoryRateLimiterTest {
    private final RateLimiter limiter = new InMemoryRateLimiter();

    @Nested
    class Rows extends RateLimiterContract {
        @Override
        protected RateLimiter createRateLimiter() {
            return limiter;
        }
    }

    @Nested
    class Settlements extends RateLimiterSettlements {
        @Override
        protected RateLimiter createRateLimiter() {
            return limiter;
        }
    }

    @Nested
    class Races extends RateLimiterRaces {
        @Override
        protected RateLimiter createRateLimiter() {
            return limiter;
        }
    }
}
