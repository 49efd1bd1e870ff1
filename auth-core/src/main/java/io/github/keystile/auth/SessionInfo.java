package io.github.keystile.auth;

import io.github.keystile.auth.session.Device;
import java.time.Instant;
import java.util.Objects;

/**
 * A session, as its owner may see it.
 *
 * @param id what {@link EndSession} names
 * @param createdAt when it began
 * @param lastSeenAt when it was last refreshed
 * @param expiresAt when it ends unless refreshed
 * @param device what was last seen of the device, when the session began or was rotated; attacker-supplied text, to be escaped on output
 * @param current whether it is the session that asks
 */
public record SessionInfo(
        String id, Instant createdAt, Instant lastSeenAt, Instant expiresAt, Device device, boolean current) {
    public SessionInfo {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(lastSeenAt, "lastSeenAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(device, "device");
    }
}
