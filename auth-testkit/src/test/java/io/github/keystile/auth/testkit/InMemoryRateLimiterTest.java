package io.github.keystile.auth.testkit;

import io.github.keystile.auth.limit.InMemoryRateLimiter;
import io.github.keystile.auth.limit.RateLimiter;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemoryRateLimiterTest extends RateLimiterContract {
    private final RateLimiter store = new InMemoryRateLimiter();

    @Override
    protected RateLimiter createRateLimiter() {
        return store;
    }
}
