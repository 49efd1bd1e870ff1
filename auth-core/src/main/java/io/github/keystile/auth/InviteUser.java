package io.github.keystile.auth;

import java.util.Objects;

/**
 * An account for somebody who chooses their password by a mailed link. It begins without roles.
 *
 * @param email the address
 * @param profile username and attributes; not looked at where the account waits already
 * @param caller who asks
 */
public record InviteUser(String email, SignupProfile profile, Caller caller) {
    public InviteUser {
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "InviteUser[]";
    }
}
