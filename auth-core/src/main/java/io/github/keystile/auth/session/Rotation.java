package io.github.keystile.auth.session;

import java.time.Instant;
import java.util.Objects;

/**
 * A step from one generation of a session to the next, with everything that must still be true for it.
 *
 * @param sessionId the session
 * @param userId whose it must be
 * @param epoch the epoch it must carry
 * @param generation the generation it must be at
 * @param rotatedNotAfter it must have been rotated at this time or earlier
 * @param now it must expire after this time; becomes its {@code rotatedAt}
 * @param expiresAt its new expiry
 */
public record Rotation(
        String sessionId,
        String userId,
        long epoch,
        long generation,
        Instant rotatedNotAfter,
        Instant now,
        Instant expiresAt) {
    public Rotation {
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(rotatedNotAfter, "rotatedNotAfter");
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
