package io.github.keystile.auth.session;

import java.time.Instant;
import java.util.Objects;

/**
 * Where a page of a user's sessions begins: after this place in their order, the latest {@code createdAt} first, and of
 * one millisecond the lowest id first. Time and id are values that a statement can compare with, also at the start.
 *
 * @param createdAt the {@code createdAt} of the place, in whole milliseconds
 * @param id the id of the place, up to 64 printable ASCII characters; empty before all of its millisecond
 */
public record SessionCursor(Instant createdAt, String id) {
    private static final SessionCursor START = new SessionCursor(Instant.parse("9999-12-31T23:59:59.999Z"), "");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public SessionCursor {
        Checks.millis("createdAt", createdAt);
        if (!Objects.requireNonNull(id, "id").isEmpty()) {
            Checks.id("id", id);
        }
    }

    /**
     * Before the latest session of all.
     *
     * @return the place
     */
    public static SessionCursor start() {
        return START;
    }

    /**
     * Right after a session, which need not be stored any more.
     *
     * @param session the last one of a page
     * @return the place
     */
    public static SessionCursor after(Session session) {
        return new SessionCursor(session.createdAt(), session.id());
    }

    @Override
    public String toString() {
        return "SessionCursor[createdAt=" + createdAt + "]";
    }
}
