package io.github.keystile.auth.testkit.contract;

import io.github.keystile.auth.limit.RateLimiter;
import org.junit.jupiter.api.Nested;

/** What the SPI's Javadoc tells authors to write is right. */
class PlainLimiterTest {
    private final RateLimiter limiter = new PlainLimiter();

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
