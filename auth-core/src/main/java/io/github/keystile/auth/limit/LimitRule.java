package io.github.keystile.auth.limit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much is allowed under one key. A rule is a pure function from an opaque state and the time to a verdict
 * and the next state: a {@link RateLimiter} only has to keep the text and to apply rules atomically.
 *
 * <p>Rules are immutable and safe for use by many threads.
 */
public sealed interface LimitRule permits Budget, Lockout {
    /** How long a state's text can be, in ASCII characters. */
    int MAX_STATE_LENGTH = 1000;

    /**
     * Takes one unit.
     *
     * @param state what this rule answered last time under the same key; null, or text that cannot be read,
     *     stands for a key that was never seen
     * @param now the time
     * @return whether there was room, and what to keep
     */
    Step take(@Nullable String state, Instant now);

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
