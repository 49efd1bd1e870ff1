package io.github.keystile.auth.limit;

import java.time.Instant;
import java.util.Comparator;

/** What {@link InMemoryRateLimiter} keeps under a key, and the rule, which says how much would be lost with it. */
record Counter(LimitRule rule, String state, Instant forgetAt, int takes) {
    /** The lighter, the sooner it is evicted. */
    record Weight(boolean exhausted, int takes, Instant forgetAt) implements Comparable<Weight> {
        private static final Comparator<Weight> ORDER = Comparator.comparing(Weight::exhausted)
                .thenComparingInt(Weight::takes)
                .thenComparing(Weight::forgetAt);

        @Override
        public int compareTo(Weight other) {
            return ORDER.compare(this, other);
        }
    }

    Counter with(Kept kept) {
        return new Counter(rule, kept.state(), kept.forgetAt(), Math.max(0, takes - 1));
    }

    boolean isForgotten(Instant now) {
        return !forgetAt.isAfter(now);
    }

    Weight weight(Instant now) {
        return new Weight(rule.look(state, now).fullUntil().isPresent(), takes, forgetAt);
    }
}
