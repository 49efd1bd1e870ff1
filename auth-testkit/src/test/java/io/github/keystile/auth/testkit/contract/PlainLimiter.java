package io.github.keystile.auth.testkit.contract;

import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Kept;
import io.github.keystile.auth.limit.LimitRule;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.limit.Settlement;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A limiter as the SPI's Javadoc shows it. */
class PlainLimiter implements RateLimiter {
    final Map<String, Kept> kept = new HashMap<>();

    @Override
    public Receipt take(List<Charge> charges, Instant now) {
        synchronized (this) {
            Receipt receipt = Receipt.of(charges, peek(Charge.keysOf(charges)), now);
            write(receipt);
            return receipt;
        }
    }

    final synchronized void write(Receipt receipt) {
        receipt.taken().forEach(unit -> kept.put(unit.charge().key(), new Kept(unit.state(), unit.forgetAt())));
    }

    @Override
    public void settle(Receipt receipt, Map<String, Outcome> outcomes, Instant now) {
        receipt.settle(outcomes).forEach(each -> settle(each, now));
    }

    final synchronized void settle(Settlement each, Instant now) {
        kept.computeIfPresent(
                each.key(), (key, old) -> each.after(old.state(), now).orElse(old));
    }

    @Override
    public synchronized void forget(Collection<String> keys) {
        keys.forEach(each -> kept.computeIfPresent(each, (key, old) -> new Kept(LimitRule.blank(), old.forgetAt())));
    }

    @Override
    public synchronized Map<String, String> peek(Collection<String> keys) {
        Map<String, String> states = new HashMap<>();
        for (String key : keys) {
            Kept found = kept.get(key);
            if (found != null) {
                states.put(key, found.state());
            }
        }
        return states;
    }

    @Override
    public synchronized int purge(Instant now, int limit) {
        List<String> over = kept.entrySet().stream()
                .filter(entry -> !entry.getValue().forgetAt().isAfter(now))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
        over.forEach(kept::remove);
        return over.size();
    }
}
