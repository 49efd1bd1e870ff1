package io.github.keystile.auth.testkit.contract;

import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.RateLimiter;
import java.time.Instant;
import java.util.List;

/** What is left of limits. */
final class Limits {
    private Limits() {}

    /** How many units count then. */
    static int units(RateLimiter limiter, Charge charge, Instant at) {
        String state = limiter.peek(List.of(charge.key())).get(charge.key());
        return charge.rule().look(state, at).units();
    }
}
