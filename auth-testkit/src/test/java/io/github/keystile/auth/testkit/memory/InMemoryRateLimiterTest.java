package io.github.keystile.auth.testkit.memory;

import io.github.keystile.auth.limit.InMemoryRateLimiter;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.testkit.contract.RateLimiterContract;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemoryRateLimiterTest extends RateLimiterContract {
    private final RateLimiter store = new InMemoryRateLimiter();

    @Override
    protected RateLimiter createRateLimiter() {
        return store;
    }
}
