package io.github.keystile.auth;

import java.util.Objects;

/**
 * An operator knows that the user reads mail at their address.
 *
 * @param userId the user
 * @param caller who asks
 */
public record MarkEmailVerified(String userId, Caller caller) {
    public MarkEmailVerified {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "MarkEmailVerified[]";
    }
}
