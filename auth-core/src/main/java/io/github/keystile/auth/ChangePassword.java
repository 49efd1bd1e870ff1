package io.github.keystile.auth;

import java.util.Objects;

/**
 * A new password from someone who is signed in and knows the old one.
 *
 * @param accessToken of the session that asks
 * @param currentPassword as typed
 * @param newPassword as typed
 * @param caller who asks
 */
public record ChangePassword(String accessToken, String currentPassword, String newPassword, Caller caller) {
    public ChangePassword {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(currentPassword, "currentPassword");
        Objects.requireNonNull(newPassword, "newPassword");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "ChangePassword[]";
    }
}
