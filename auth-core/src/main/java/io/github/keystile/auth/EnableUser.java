package io.github.keystile.auth;

import java.util.Objects;

/**
 * The end of a ban.
 *
 * @param userId the user
 * @param caller who asks
 */
public record EnableUser(String userId, Caller caller) {
    public EnableUser {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "EnableUser[]";
    }
}
