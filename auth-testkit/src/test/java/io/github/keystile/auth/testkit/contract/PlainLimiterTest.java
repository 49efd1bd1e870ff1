package io.github.keystile.auth.testkit.contract;

import io.github.keystile.auth.limit.RateLimiter;

/** What the SPI's Javadoc tells authors to write is right. */
class PlainLimiterTest extends RateLimiterContract {
    private final RateLimiter limiter = new PlainLimiter();

    @Override
    protected RateLimiter createRateLimiter() {
        return limiter;
    }
}
