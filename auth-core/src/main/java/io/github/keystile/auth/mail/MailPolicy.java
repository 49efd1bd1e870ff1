package io.github.keystile.auth.mail;

import java.time.Duration;

/**
 * How mails wait, are retried and are given up.
 *
 * @param capacity how many mails may be unfinished at once, those that wait for another try included; beyond it
 *     mails are dropped; 1 to 100,000
 * @param workers how many mails are sent at the same time; 1 to 32
 * @param firstRetry the wait after the first temporary failure, doubled after each further one; a random part of up
 *     to a half is taken off, so that retries do not come all at once; 1 millisecond to {@code longestRetry}
 * @param longestRetry the longest of these waits; at most 1 hour. A server may ask for more
 * @param drain how long closing waits for unfinished mails; 0 to 5 minutes
 */
public record MailPolicy(int capacity, int workers, Duration firstRetry, Duration longestRetry, Duration drain) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names the cure
     */
    public MailPolicy {
        requireRange("capacity", capacity, 100_000);
        requireRange("workers", workers, 32);
        requireRange("longestRetry", longestRetry, Duration.ofMillis(1), Duration.ofHours(1));
        requireRange("firstRetry", firstRetry, Duration.ofMillis(1), longestRetry);
        requireRange("drain", drain, Duration.ZERO, Duration.ofMinutes(5));
    }

    /**
     * 1000 mails, 2 workers, retries after 1 to 60 seconds, 10 seconds to drain.
     *
     * @return the defaults
     */
    public static MailPolicy ofDefaults() {
        return new MailPolicy(1000, 2, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(10));
    }

    /**
     * This policy with another bound.
     *
     * @param value 1 to 100,000
     * @return a new policy
     */
    public MailPolicy withCapacity(int value) {
        return new MailPolicy(value, workers, firstRetry, longestRetry, drain);
    }

    /**
     * This policy with another number of workers.
     *
     * @param value 1 to 32
     * @return a new policy
     */
    public MailPolicy withWorkers(int value) {
        return new MailPolicy(capacity, value, firstRetry, longestRetry, drain);
    }

    /**
     * This policy with other waits between tries.
     *
     * @param first after the first failure; at least 1 millisecond
     * @param longest {@code first} to 1 hour
     * @return a new policy
     */
    public MailPolicy withRetries(Duration first, Duration longest) {
        return new MailPolicy(capacity, workers, first, longest, drain);
    }

    /**
     * This policy with another time to drain.
     *
     * @param value 0 to 5 minutes
     * @return a new policy
     */
    public MailPolicy withDrain(Duration value) {
        return new MailPolicy(capacity, workers, firstRetry, longestRetry, value);
    }

    private static void requireRange(String field, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException("Set " + field + " between 1 and " + max);
        }
    }

    private static void requireRange(String field, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("Set " + field + " between " + min + " and " + max);
        }
    }
}
