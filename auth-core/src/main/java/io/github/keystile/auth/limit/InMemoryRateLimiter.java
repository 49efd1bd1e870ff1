package io.github.keystile.auth.limit;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Limits in the memory of this one process: for demos and tests, and for applications that run once and can bear that
 * a restart forgets failures. With two processes everybody has two budgets: use a store on a database there.
 *
 * <p><b>Security guarantees.</b> Memory is bounded by a number of keys, and making up keys is no cheap way to get
 * somebody else's counter forgotten. When there is no room for a new key, what is forgotten anyway goes; then, an
 * eighth of all keys at once, those with the fewest takes go, among equals those that would be forgotten first.
 * A key that has no room left just now is the last to go. So whoever wants a counter of five failures to go has to
 * take five times under each of as many keys as fit.
 *
 * <p>Safe for use by many threads: one lock guards everything.
 */
public final class InMemoryRateLimiter implements RateLimiter {
    private static final int DEFAULT_CAPACITY = 100_000;
    private static final int MAX_CHARGES = 8;

    private final Map<String, Counter> counters = new HashMap<>();
    private final int capacity;

    /** Keeps 100000 keys at most. */
    public InMemoryRateLimiter() {
        this(DEFAULT_CAPACITY);
    }

    /**
     * Keeps a number of keys at most.
     *
     * @param capacity how many, 16 or more
     * @throws IllegalArgumentException if it is less
     */
    public InMemoryRateLimiter(int capacity) {
        if (capacity < 2 * MAX_CHARGES) {
            throw new IllegalArgumentException("Set the capacity to 16 keys or more");
        }
        this.capacity = capacity;
    }

    @Override
    public synchronized Receipt take(List<Charge> charges, Instant now) {
        List<String> keys = Charge.keysOf(charges);
        Receipt receipt = Receipt.of(charges, peek(keys), now);
        makeRoom(receipt.taken(), Set.copyOf(keys), now);
        for (Receipt.Taken unit : receipt.taken()) {
            Charge charge = unit.charge();
            Counter before = counters.get(charge.key());
            int takes = before == null || before.isForgotten(now) ? 0 : before.takes();
            counters.put(charge.key(), new Counter(charge.rule(), unit.state(), unit.forgetAt(), takes + 1));
        }
        return receipt;
    }

    @Override
    public synchronized void settle(Receipt receipt, Map<String, Outcome> outcomes, Instant now) {
        for (Settlement each : receipt.settle(outcomes)) {
            if (each.outcome() == Outcome.FORGET) {
                counters.remove(each.key());
            } else {
                counters.computeIfPresent(
                        each.key(),
                        (key, kept) ->
                                each.after(kept.state(), now).map(kept::with).orElse(kept));
            }
        }
    }

    @Override
    public synchronized void forget(Collection<String> keys) {
        keys.forEach(counters::remove);
    }

    @Override
    public synchronized Map<String, String> peek(Collection<String> keys) {
        Map<String, String> states = new HashMap<>();
        for (String key : keys) {
            Counter counter = counters.get(key);
            if (counter != null) {
                states.put(key, counter.state());
            }
        }
        return states;
    }

    @Override
    public synchronized int purge(Instant now, int limit) {
        List<String> forgotten = counters.entrySet().stream()
                .filter(entry -> entry.getValue().isForgotten(now))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
        forgotten.forEach(counters::remove);
        return forgotten.size();
    }

    private void makeRoom(List<Receipt.Taken> taken, Set<String> spared, Instant now) {
        long missing = taken.stream()
                .filter(unit -> !counters.containsKey(unit.charge().key()))
                .count();
        if (counters.size() + missing <= capacity) {
            return;
        }
        counters.values().removeIf(counter -> counter.isForgotten(now));
        int wanted = capacity - Math.max(MAX_CHARGES, capacity / 8);
        if (counters.size() > wanted) {
            evict(counters.size() - wanted, spared, now);
        }
    }

    /** Sorting all keys is expensive; that an eighth of them goes at once makes it cheap for each key. */
    private void evict(int number, Set<String> spared, Instant now) {
        record Candidate(String key, Counter.Weight weight) {}
        List<String> lightest = counters.entrySet().stream()
                .filter(entry -> !spared.contains(entry.getKey()))
                .map(entry -> new Candidate(entry.getKey(), entry.getValue().weight(now)))
                .sorted((a, b) -> a.weight.compareTo(b.weight))
                .limit(number)
                .map(Candidate::key)
                .toList();
        lightest.forEach(counters::remove);
    }
}
