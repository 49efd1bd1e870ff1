package io.github.keystile.auth;

import java.util.Objects;

/**
 * The password that somebody chooses who was invited.
 *
 * @param token the {@code token} of the mailed link
 * @param newPassword the password
 * @param caller who asks
 */
public record AcceptInvitation(String token, String newPassword, Caller caller) {
    public AcceptInvitation {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(newPassword, "newPassword");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "AcceptInvitation[]";
    }
}
