package io.github.keystile.auth.password;

import java.time.Duration;
import java.util.Objects;

/**
 * How many passwords are hashed at once. Hashing is slow on purpose: without a bound, a flood of logins would take
 * every processor and thread of the application.
 *
 * @param concurrent hashes at once; 1 to 1024
 * @param concurrentSignups how many of them at most for signups, so that a flood of signups leaves room for
 *     logins; 1 to {@code concurrent}
 * @param maxWait how long a call waits for its turn before it is refused with {@code BUSY}; 0 to 60 seconds. A signup
 *     waits for its share first and for its turn then, each so long at most
 */
public record HashingPolicy(int concurrent, int concurrentSignups, Duration maxWait) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public HashingPolicy {
        Objects.requireNonNull(maxWait, "maxWait");
        if (concurrent < 1 || concurrent > 1024 || concurrentSignups < 1 || concurrentSignups > concurrent) {
            throw new IllegalArgumentException("Set concurrent to 1 to 1024 and concurrentSignups to 1 to concurrent");
        }
        if (maxWait.isNegative() || maxWait.compareTo(Duration.ofSeconds(60)) > 0) {
            throw new IllegalArgumentException("Set maxWait between 0 and 60 seconds");
        }
    }

    /**
     * One hash per processor, half of them for signups, two seconds of waiting.
     *
     * @return the defaults for this machine
     */
    public static HashingPolicy ofDefaults() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new HashingPolicy(processors, Math.max(1, processors / 2), Duration.ofSeconds(2));
    }
}
