package io.github.keystile.auth;

import java.util.Objects;

/**
 * The end of one session of a user.
 *
 * @param userId the user
 * @param sessionId the session
 * @param caller who asks
 */
public record EndUserSession(String userId, String sessionId, Caller caller) {
    public EndUserSession {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "EndUserSession[]";
    }
}
