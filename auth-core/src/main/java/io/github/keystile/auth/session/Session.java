package io.github.keystile.auth.session;

import java.time.Instant;
import java.util.Objects;

/**
 * One login. Nothing secret is stored for it: the refresh token is signed and names id and generation.
 *
 * @param id 32 hexadecimal digits
 * @param userId whose it is
 * @param epoch the user's epoch when it began; an older one than the user's means dead
 * @param generation how often it was rotated; starts at 0
 * @param rotatedAt when it began or was last rotated, in whole milliseconds
 * @param createdAt when it began, in whole milliseconds
 * @param expiresAt when it ends unless refreshed, in whole milliseconds
 * @param absoluteExpiresAt when it ends whatever happens, in whole milliseconds
 * @param device what was seen of the device when it began
 */
public record Session(
        String id,
        String userId,
        long epoch,
        long generation,
        Instant rotatedAt,
        Instant createdAt,
        Instant expiresAt,
        Instant absoluteExpiresAt,
        Device device) {
    public Session {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(rotatedAt, "rotatedAt");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(absoluteExpiresAt, "absoluteExpiresAt");
        Objects.requireNonNull(device, "device");
    }
}
