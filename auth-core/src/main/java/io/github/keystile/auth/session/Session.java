package io.github.keystile.auth.session;

import java.time.Instant;
import java.util.Objects;

/**
 * One login. Nothing secret is stored for it: the refresh token is signed and names id and generation.
 *
 * @param id 1 to 64 printable ASCII characters
 * @param userId whose it is, 1 to 64 printable ASCII characters
 * @param epoch the user's epoch when it began, 0 or more; an older one than the user's means dead
 * @param generation which of its refresh tokens is the current one, 0 at the start
 * @param parent the generation that the current one was made from; -1 at the start, and always below the current one.
 *     What lies between the two was passed over, see {@link SessionStore#passOver}
 * @param rotatedAt when the current generation was made, in whole milliseconds
 * @param createdAt when it began, in whole milliseconds
 * @param expiresAt when it ends unless refreshed, in whole milliseconds
 * @param absoluteExpiresAt when it ends whatever happens, in whole milliseconds
 * @param device what was last seen of the device: when the session began or the current generation was made
 */
public record Session(
        String id,
        String userId,
        long epoch,
        long generation,
        long parent,
        Instant rotatedAt,
        Instant createdAt,
        Instant expiresAt,
        Instant absoluteExpiresAt,
        Device device) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Session {
        Checks.id("id", id);
        Checks.id("userId", userId);
        Checks.notBelow(0, "epoch", epoch);
        Checks.notBelow(0, "generation", generation);
        Checks.parent(parent, generation);
        Checks.millis("rotatedAt", rotatedAt);
        Checks.millis("createdAt", createdAt);
        Checks.millis("expiresAt", expiresAt);
        Checks.millis("absoluteExpiresAt", absoluteExpiresAt);
        Objects.requireNonNull(device, "device");
    }
}
