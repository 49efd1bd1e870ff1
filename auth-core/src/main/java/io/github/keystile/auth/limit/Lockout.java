package io.github.keystile.auth.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive failures: every take counts as one, {@link Outcome#FORGET} after a success makes them forgotten.
 * The first {@code failures} takes are allowed, and the last of them locks the key. While it is locked nothing is
 * allowed. When the lock has ended, one take is allowed and locks anew for twice as long, and so on.
 *
 * <p><b>Security guarantees.</b> The unit is taken before the password is looked at, so any number of parallel wrong
 * logins gives exactly {@code failures} looks. A lock always ends: takes that are refused do not prolong it, so that
 * a stranger cannot keep somebody locked out for good. A clock that went back ends no lock and forgets no failure.
 *
 * <p>A unit that is given back takes the lock along that it set, and no other: what is allowed next is what was allowed
 * before it was taken. A lock that another unit set stands, even if fewer failures than it takes are left.
 *
 * <p>The state is {@code count:millis of the first take:of the last:of the end of the lock}, 0 for no lock, after an
 * optional mark that ends with a semicolon.
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
        String mark = Marks.of(state);
        Failures before = counting(state, now);
        if (millis < before.lockedUntil()) {
            return step(false, mark, before, Duration.ofMillis(before.lockedUntil() - millis));
        }
        int count = Math.min(before.count() + 1, Failures.MOST);
        long last = Math.max(millis, before.last());
        long first = before.count() == 0 ? last : before.first();
        long lockedUntil = count < failures ? 0 : last + lock(count);
        return step(true, mark, new Failures(count, first, last, lockedUntil), Duration.ZERO);
    }

    @Override
    public Optional<Kept> giveBack(String written, String state, Instant now) {
        String mark = Marks.of(state);
        Failures unit = Failures.parse(Marks.body(written));
        Failures kept = counting(state, now);
        boolean counts = kept.count() > 0 && unit.count() > 0 && unit.last() >= kept.first();
        if (!counts || !mark.equals(Marks.of(written))) {
            return Optional.empty();
        }
        if (kept.count() == 1) {
            return Optional.of(new Kept(mark, now));
        }
        long lockedUntil = kept.lockedUntil() == unit.lockedUntil() ? 0 : kept.lockedUntil();
        Failures left = new Failures(kept.count() - 1, kept.first(), kept.last(), lockedUntil);
        return Optional.of(new Kept(mark + left.text(), Instant.ofEpochMilli(forgetAt(left))));
    }

    @Override
    public Standing look(@Nullable String state, Instant now) {
        Failures kept = counting(state, now);
        if (kept.count() == 0) {
            return Standing.UNUSED;
        }
        boolean locked = now.toEpochMilli() < kept.lockedUntil();
        return new Standing(
                kept.count(),
                Instant.ofEpochMilli(kept.first()),
                locked ? Instant.ofEpochMilli(kept.lockedUntil()) : null);
    }

    private Failures counting(@Nullable String state, Instant now) {
        Failures kept = Failures.parse(Marks.body(state));
        return now.toEpochMilli() >= forgetAt(kept) ? Failures.NONE : kept;
    }

    private Step step(boolean allowed, String mark, Failures failures, Duration retryAfter) {
        return new Step(allowed, mark + failures.text(), retryAfter, Instant.ofEpochMilli(forgetAt(failures)));
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
