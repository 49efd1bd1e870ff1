package io.github.keystile.auth.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much is allowed under one key. A rule is pure functions from an opaque state and the time to a verdict
 * and the next state: a {@link RateLimiter} only has to keep the text and to apply rules atomically.
 *
 * <p>Rules are immutable and safe for use by many threads.
 */
public sealed interface LimitRule permits Budget, Lockout {
    /** How long a state's text can be, in printable ASCII characters. */
    int MAX_STATE_LENGTH = 1000;

    /**
     * A state that means the same as none, and is another one each time: units that were taken before it was written
     * are not mistaken for units that are taken after.
     *
     * @return at most 20 printable ASCII characters
     */
    static String blank() {
        return Marks.fresh();
    }

    /**
     * Takes one unit.
     *
     * @param state what this rule answered last time under the same key; null, or text that cannot be read,
     *     stands for a key that was never seen. Limiters use {@link Receipt#of}, which gives such a key a {@link
     *     #blank()} state
     * @param now the time
     * @return whether there was room, and what to keep
     */
    Step take(@Nullable String state, Instant now);

    /**
     * Takes back one unit that was taken; of a {@link Lockout} also the lock that the unit set.
     *
     * @param written the state that {@link #take} answered with the unit
     * @param state what is kept now
     * @param now the time
     * @return what to keep instead; empty if the unit counts no more and the state is to stay as it is
     */
    Optional<Kept> giveBack(String written, String state, Instant now);

    /**
     * Looks without taking.
     *
     * @param state what is kept; null, or text that cannot be read, stands for a key that was never seen
     * @param now the time
     * @return how the key stands
     */
    Standing look(@Nullable String state, Instant now);

    /**
     * One application of a rule.
     *
     * @param allowed whether there was room
     * @param state what to keep under the key; unchanged in meaning if not allowed
     * @param retryAfter how long until there is room again; zero if allowed
     * @param forgetAt from then on the state means the same as no state, and may be deleted
     */
    record Step(boolean allowed, String state, Duration retryAfter, Instant forgetAt) {}
}
