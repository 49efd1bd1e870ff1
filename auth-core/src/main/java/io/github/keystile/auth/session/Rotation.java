package io.github.keystile.auth.session;

import java.time.Instant;
import java.util.Objects;

/**
 * A step from one generation of a session to the next, with everything that must still be true for it.
 *
 * @param sessionId the session, 1 to 64 printable ASCII characters
 * @param userId whose it must be, 1 to 64 printable ASCII characters
 * @param epoch the epoch it must carry, 0 or more
 * @param generation the generation it must be at, 0 or more; becomes its {@code parent}
 * @param rotatedNotAfter it must have been rotated at this time or earlier; in whole milliseconds
 * @param now it must expire after this time; becomes its {@code rotatedAt}; in whole milliseconds
 * @param expiresAt its new expiry, in whole milliseconds
 * @param device what is seen of the device now; a null user agent or address leaves the stored one
 */
public record Rotation(
        String sessionId,
        String userId,
        long epoch,
        long generation,
        Instant rotatedNotAfter,
        Instant now,
        Instant expiresAt,
        Device device) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Rotation {
        Checks.id("sessionId", sessionId);
        Checks.id("userId", userId);
        Checks.notBelow(0, "epoch", epoch);
        Checks.notBelow(0, "generation", generation);
        Checks.millis("rotatedNotAfter", rotatedNotAfter);
        Checks.millis("now", now);
        Checks.millis("expiresAt", expiresAt);
        Objects.requireNonNull(device, "device");
    }
}
