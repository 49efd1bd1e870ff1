package io.github.keystile.auth.limit;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What {@link InMemoryRateLimiter} keeps under a key: the rule's last step, and how much would be lost with it. */
record Counter(LimitRule rule, LimitRule.Step step, int takes) {
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

    static Counter take(@Nullable Counter before, LimitRule rule, Instant now) {
        Counter known = before == null || before.isForgotten(now) ? null : before;
        LimitRule.Step step = rule.take(known == null ? null : known.step.state(), now);
        int takes = (known == null ? 0 : known.takes) + (step.allowed() ? 1 : 0);
        return new Counter(rule, step, takes);
    }

    boolean isForgotten(Instant now) {
        return !step.forgetAt().isAfter(now);
    }

    Weight weight(Instant now) {
        return new Weight(!rule.take(step.state(), now).allowed(), takes, step.forgetAt());
    }
}
