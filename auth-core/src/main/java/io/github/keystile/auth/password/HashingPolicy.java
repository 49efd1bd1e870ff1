package io.github.keystile.auth.password;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many passwords are hashed at once. Hashing is slow on purpose: without a bound, a flood of logins would take
 * every processor and thread of the application. Immutable; each {@code with…} gives another policy, and refuses what is
 * out of its range with an {@link IllegalArgumentException}.
 */
public final class HashingPolicy {
    private static final int MOST = 1024;

    private final int concurrent;
    private final int concurrentSignups;
    private final int queue;
    private final Duration maxWait;

    private HashingPolicy(int concurrent, int concurrentSignups, int queue, Duration maxWait) {
        this.concurrent = inRange("concurrent", concurrent, 1);
        this.concurrentSignups = inRange("concurrentSignups", concurrentSignups, 1);
        this.queue = inRange("queue", queue, 0);
        this.maxWait = Objects.requireNonNull(maxWait, "maxWait");
        if (maxWait.isNegative() || maxWait.compareTo(Duration.ofSeconds(60)) > 0) {
            throw new IllegalArgumentException("Set maxWait between 0 and 60 seconds");
        }
    }

    /**
     * One hash per processor of this machine, half of them for signups; 100 calls wait, for ten seconds at most.
     */
    public static HashingPolicy ofDefaults() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new HashingPolicy(processors, Math.max(1, processors / 2), 100, Duration.ofSeconds(10));
    }

    /** How many hashes run at once, 1 to 1024. More than there are processors makes each slower and none earlier. */
    public int concurrent() {
        return concurrent;
    }

    /** This policy with another {@link #concurrent}; set {@link #withConcurrentSignups} with it. */
    public HashingPolicy withConcurrent(int value) {
        return new HashingPolicy(value, concurrentSignups, queue, maxWait);
    }

    /**
     * How many of them at most for signups, 1 to 1024, so that a flood of signups leaves room for logins: none is left
     * from {@link #concurrent} on. That is no mistake to refuse, since the defaults differ from machine to machine, and
     * one that has a single processor has no room to leave.
     */
    public int concurrentSignups() {
        return concurrentSignups;
    }

    /** This policy with another {@link #concurrentSignups}. */
    public HashingPolicy withConcurrentSignups(int value) {
        return new HashingPolicy(concurrent, value, queue, maxWait);
    }

    /**
     * How many calls wait at most for a turn, 0 to 1024; signups fill at most their share of it. Half as many again wait
     * where two others show a password for the same account. Each holds a thread of the application meanwhile, so keep
     * one and a half times this under the number of threads that serve requests. Callers take turns: each address is a line of
     * its own, an IPv6 /64 is one, the lines of a /48 share a turn, and callers without an address are one line. Where the
     * queue is full, the newest of the longest line is refused with {@code BUSY}.
     */
    public int queue() {
        return queue;
    }

    /** This policy with another {@link #queue}. */
    public HashingPolicy withQueue(int value) {
        return new HashingPolicy(concurrent, concurrentSignups, value, maxWait);
    }

    /**
     * How long a call waits in all before it is refused with {@code BUSY}, 0 to 60 seconds: people are gone by then,
     * and the threads that wait are missed elsewhere.
     */
    public Duration maxWait() {
        return maxWait;
    }

    /** This policy with another {@link #maxWait}. */
    public HashingPolicy withMaxWait(Duration value) {
        return new HashingPolicy(concurrent, concurrentSignups, queue, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HashingPolicy policy
                && concurrent == policy.concurrent
                && concurrentSignups == policy.concurrentSignups
                && queue == policy.queue
                && maxWait.equals(policy.maxWait);
    }

    @Override
    public int hashCode() {
        return Objects.hash(concurrent, concurrentSignups, queue, maxWait);
    }

    @Override
    public String toString() {
        return "HashingPolicy[concurrent=" + concurrent + ", concurrentSignups=" + concurrentSignups + ", queue="
                + queue + ", maxWait=" + maxWait + "]";
    }

    private static int inRange(String field, int value, int least) {
        if (value < least || value > MOST) {
            throw new IllegalArgumentException("Set " + field + " between " + least + " and " + MOST);
        }
        return value;
    }
}
