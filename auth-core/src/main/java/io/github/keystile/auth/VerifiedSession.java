package io.github.keystile.auth;

import io.github.keystile.auth.user.User;
import java.util.Objects;

/**
 * A session that was alive, of a user who was allowed in, at the time of the check.
 *
 * @param user who
 * @param session which session it is
 */
public record VerifiedSession(User user, SessionInfo session) {
    public VerifiedSession {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(session, "session");
    }
}
