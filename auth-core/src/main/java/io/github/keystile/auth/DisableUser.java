package io.github.keystile.auth;

import java.util.Objects;

/**
 * A ban: the user may not sign in any more.
 *
 * @param userId the user
 * @param caller who asks
 */
public record DisableUser(String userId, Caller caller) {
    public DisableUser {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "DisableUser[]";
    }
}
