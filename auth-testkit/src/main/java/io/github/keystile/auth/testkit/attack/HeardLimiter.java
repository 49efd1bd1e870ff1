package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.limit.Receipt;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Another limiter, whose receipts somebody hears. */
final class HeardLimiter implements RateLimiter {
    private final RateLimiter plain;
    private final BiConsumer<List<Charge>, Receipt> listener;

    HeardLimiter(RateLimiter plain, BiConsumer<List<Charge>, Receipt> listener) {
        this.plain = plain;
        this.listener = listener;
    }

    @Override
    public Receipt take(List<Charge> charges, Instant now) {
        Receipt receipt = plain.take(charges, now);
        listener.accept(charges, receipt);
        return receipt;
    }

    @Override
    public void settle(Receipt receipt, Map<String, Outcome> outcomes, Instant now) {
        plain.settle(receipt, outcomes, now);
    }

    @Override
    public void forget(Collection<String> keys) {
        plain.forget(keys);
    }

    @Override
    public Map<String, String> peek(Collection<String> keys) {
        return plain.peek(keys);
    }

    @Override
    public int purge(Instant now, int limit) {
        return plain.purge(now, limit);
    }
}
