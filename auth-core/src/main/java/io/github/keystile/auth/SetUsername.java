package io.github.keystile.auth;

import java.util.Objects;

/**
 * Another username for a user.
 *
 * @param userId the user
 * @param username the new name
 * @param caller who asks
 */
public record SetUsername(String userId, String username, Caller caller) {
    public SetUsername {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "SetUsername[]";
    }
}
