package io.github.keystile.auth;

import java.util.Objects;

/**
 * The end of an account.
 *
 * @param userId the user
 * @param caller who asks
 */
public record DeleteUser(String userId, Caller caller) {
    public DeleteUser {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "DeleteUser[]";
    }
}
