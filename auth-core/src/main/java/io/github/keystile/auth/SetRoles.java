package io.github.keystile.auth;

import java.util.Objects;
import java.util.Set;

/**
 * Other roles for a user.
 *
 * @param userId the user
 * @param roles all roles from now on
 * @param caller who asks
 */
public record SetRoles(String userId, Set<String> roles, Caller caller) {
    public SetRoles {
        Objects.requireNonNull(userId, "userId");
        roles = Set.copyOf(roles);
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "SetRoles[]";
    }
}
