package io.github.keystile.auth;

import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.session.SessionCursor;
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
    /** Before every other one, since the session that asks comes first. */
    private static final SessionCursor BEHIND_CURRENT =
            new SessionCursor(SessionCursor.start().createdAt(), "~");

    public SessionInfo {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(lastSeenAt, "lastSeenAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(device, "device");
    }

    /**
     * The place right behind this session, whether it is still there or not.
     *
     * @return where the next page begins, if this is the last session of one
     */
    public SessionCursor place() {
        return current ? BEHIND_CURRENT : new SessionCursor(createdAt, id);
    }
}
