package io.github.keystile.auth;

import java.util.Objects;

/**
 * A new password for somebody, set by an operator.
 *
 * @param userId the user
 * @param newPassword the password
 * @param caller who asks
 */
public record SetPassword(String userId, String newPassword, Caller caller) {
    public SetPassword {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(newPassword, "newPassword");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "SetPassword[]";
    }
}
