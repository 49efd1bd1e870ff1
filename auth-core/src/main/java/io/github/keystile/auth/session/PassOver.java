package io.github.keystile.auth.session;

import java.time.Instant;
import java.util.Objects;

/**
 * A step past the current generation of a session to a new one that is made from the same parent, with everything that
 * must still be true for it. Whoever holds the generation that is passed over has nothing any more.
 *
 * @param sessionId the session, 1 to 64 printable ASCII characters
 * @param userId whose it must be, 1 to 64 printable ASCII characters
 * @param epoch the epoch it must carry, 0 or more
 * @param generation the generation it must be at, which is passed over; 0 or more
 * @param parent the parent it must have, -1 or more and below the generation; stays its parent
 * @param now it must expire after this time; becomes its {@code rotatedAt}; in whole milliseconds
 * @param device what is seen of the device now; a null user agent or address leaves the stored one
 */
public record PassOver(
        String sessionId, String userId, long epoch, long generation, long parent, Instant now, Device device) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public PassOver {
        Checks.id("sessionId", sessionId);
        Checks.id("userId", userId);
        Checks.notBelow(0, "epoch", epoch);
        Checks.notBelow(0, "generation", generation);
        Checks.parent(parent, generation);
        Checks.millis("now", now);
        Objects.requireNonNull(device, "device");
    }
}
