package io.github.keystile.auth.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sliding window: of any stretch of time as long as the window, no more than {@code max} takes are allowed. Unlike
 * a window that starts anew on the hour, twice the amount never fits around its edge.
 *
 * <p>Up to 20 takes are remembered to the millisecond. Above that, the takes of a twentieth of the window are remembered
 * as the last of them: one may count for up to a twentieth too long, never too short. {@code retryAfter} is exact and, as
 * long as the clock goes forward, never longer than the window.
 *
 * <p><b>Security guarantees.</b> A clock that went back gives no more room: what was taken in the future counts, and
 * what is taken meanwhile is remembered as taken then. The price is that a clock which was wrong by a day keeps a
 * used up budget closed for that day longer.
 *
 * <p>The state is pairs {@code epochMillis:count}, the oldest first, separated by spaces, after an optional mark that ends
 * with a semicolon.
 *
 * @param max how many takes are allowed, 1 to 100000
 * @param window in which time, 1 second to 400 days
 */
public record Budget(int max, Duration window) implements LimitRule {
    private static final int MOST = 100_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names the cure
     */
    public Budget {
        if (max < 1 || max > MOST) {
            throw new IllegalArgumentException("Set the budget's max between 1 and " + MOST);
        }
        Spans.require("budget's window", window);
    }

    @Override
    public Step take(@Nullable String state, Instant now) {
        long millis = now.toEpochMilli();
        String mark = Marks.of(state);
        Takes takes = counting(state, now);
        if (takes.total() < max) {
            Takes next = takes.plus(millis, slot());
            return new Step(true, mark + next.text(), Duration.ZERO, leaves(next.newest()));
        }
        Duration wait = Duration.ofMillis(roomAt(takes).toEpochMilli() - millis);
        return new Step(false, mark + takes.text(), wait, leaves(takes.newest()));
    }

    @Override
    public Optional<Kept> giveBack(String written, String state, Instant now) {
        String mark = Marks.of(state);
        Takes unit = Takes.parse(Marks.body(written));
        if (!mark.equals(Marks.of(written)) || unit.isEmpty()) {
            return Optional.empty();
        }
        // The unit of a take is always the newest of what the take wrote.
        return counting(state, now)
                .minus(unit.newest(), slot())
                .map(left -> new Kept(mark + left.text(), left.isEmpty() ? now : leaves(left.newest())));
    }

    @Override
    public Standing look(@Nullable String state, Instant now) {
        Takes takes = counting(state, now);
        if (takes.isEmpty()) {
            return Standing.UNUSED;
        }
        Instant oldest = Instant.ofEpochMilli(takes.stampOf(0));
        return new Standing(takes.total(), oldest, takes.total() < max ? null : roomAt(takes));
    }

    /** So many times as much in the same window, to the most that is allowed. */
    Budget times(int factor) {
        return new Budget((int) Math.min(MOST, (long) max * factor), window);
    }

    private Takes counting(@Nullable String state, Instant now) {
        return Takes.parse(Marks.body(state)).after(now.toEpochMilli() - window.toMillis());
    }

    /** When so many have left that there is room for one more. */
    private Instant roomAt(Takes takes) {
        return leaves(takes.stampOf(takes.total() - max));
    }

    private long slot() {
        return max <= Takes.EXACT ? 1 : (window.toMillis() + Takes.EXACT - 1) / Takes.EXACT;
    }

    private Instant leaves(long stamp) {
        return Instant.ofEpochMilli(stamp).plus(window);
    }
}
