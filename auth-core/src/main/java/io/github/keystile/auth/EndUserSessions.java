package io.github.keystile.auth;

import java.util.Objects;

/**
 * The end of every session, code and link of a user, asked for by the application.
 *
 * @param userId the user
 * @param caller who asks
 */
public record EndUserSessions(String userId, Caller caller) {
    public EndUserSessions {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "EndUserSessions[]";
    }
}
