package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Decision;
import io.github.keystile.auth.limit.RateLimiter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/** Another limiter, whose decisions somebody hears. */
final class HeardLimiter implements RateLimiter {
    private final RateLimiter plain;
    private final BiConsumer<List<Charge>, Decision> listener;

    HeardLimiter(RateLimiter plain, BiConsumer<List<Charge>, Decision> listener) {
        this.plain = plain;
        this.listener = listener;
    }

    @Override
    public Decision take(List<Charge> charges, Instant now) {
        Decision decision = plain.take(charges, now);
        listener.accept(charges, decision);
        return decision;
    }

    @Override
    public void clear(Collection<String> keys) {
        plain.clear(keys);
    }

    @Override
    public int purge(Instant now, int limit) {
        return plain.purge(now, limit);
    }
}
