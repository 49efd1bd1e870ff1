package io.github.keystile.auth.limit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive failures: every take counts as one, {@link RateLimiter#clear} after a success makes them forgotten.
 * The first {@code failures} takes are allowed, and the last of them locks the key. While it is locked nothing is
 * allowed. When the lock has ended, one take is allowed and locks anew for twice as long, and so on.
 *
 * <p><b>Security guarantees.</b> The unit is taken before the password is looked at, so any number of parallel wrong
 * logins gives exactly {@code failures} looks. A lock always ends: takes that are refused do not prolong it, so that
 * a stranger cannot keep somebody locked out for good. A clock that went back ends no lock and forgets no failure.
 *
 * <p>The state is {@code count:millis of the last take:millis of the end of the lock}, 0 for no lock.
 *
 * @param failures how many takes are allowed before the first lock, 1 to 1000
 * @param first how long the first lock lasts, 1 second to 400 days
 * @param longest what doubling stops at, {@code first} to 400 days
 * @param forgetAfter how long after the last take that was allowed everything is forgotten, 1 second to 400 days;
 *     never before the lock has ended. Locks only get longer if it is longer than they are
 */
public record Lockout(int failures, Duration first, Duration longest, Duration forgetAfter) implements LimitRule {
    private static final int MOST = 1000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names the cure
     */
    public Lockout {
        if (failures < 1 || failures > MOST) {
            throw new IllegalArgumentException("Set the lockout's failures between 1 and " + MOST);
        }
        Spans.require("lockout's first", first);
        Spans.require("lockout's longest", longest);
        Spans.require("lockout's forgetAfter", forgetAfter);
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("Set the lockout's longest to its first or more");
        }
    }

    @Override
    public Step take(@Nullable String state, Instant now) {
        long millis = now.toEpochMilli();
        Failures before = Failures.parse(state);
        if (millis >= forgetAt(before)) {
            before = Failures.NONE;
        }
        if (millis < before.lockedUntil()) {
            return step(false, before, Duration.ofMillis(before.lockedUntil() - millis));
        }
        int count = Math.min(before.count() + 1, Failures.MOST);
        long last = Math.max(millis, before.last());
        return step(true, new Failures(count, last, count < failures ? 0 : last + lock(count)), Duration.ZERO);
    }

    private Step step(boolean allowed, Failures failures, Duration retryAfter) {
        return new Step(allowed, failures.text(), retryAfter, Instant.ofEpochMilli(forgetAt(failures)));
    }

    private long forgetAt(Failures failures) {
        return Math.max(failures.last() + forgetAfter.toMillis(), failures.lockedUntil());
    }

    private long lock(int count) {
        long lock = first.toMillis();
        for (int i = failures; i < count && lock < longest.toMillis(); i++) {
            lock *= 2;
        }
        return Math.min(lock, longest.toMillis());
    }
}
