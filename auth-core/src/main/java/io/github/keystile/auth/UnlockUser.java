package io.github.keystile.auth;

import java.util.Objects;

/**
 * An end to the lock of passwords and the stop of codes.
 *
 * @param userId the user
 * @param caller who asks
 */
public record UnlockUser(String userId, Caller caller) {
    public UnlockUser {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "UnlockUser[]";
    }
}
