package io.github.keystile.auth.limit;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of {@link RateLimiter#take}.
 *
 * @param refusedKey the key of the first charge that had no room; null if all had room
 * @param retryAfter how long until that key has room again; zero if all had room
 */
public record Decision(@Nullable String refusedKey, Duration retryAfter) {
    public Decision {
        Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /**
     * All charges had room and were taken.
     *
     * @return the decision
     */
    public static Decision allowed() {
        return new Decision(null, Duration.ZERO);
    }

    /**
     * Which charge had no room.
     *
     * @return its key; empty if all had room
     */
    public Optional<String> refused() {
        return Optional.ofNullable(refusedKey);
    }
}
