package io.github.keystile.auth;

import java.util.Objects;

/**
 * Somebody asks for an account, and nobody proves its address.
 *
 * @param email the address
 * @param password the password of the new account
 * @param profile username and attributes
 * @param caller who asks
 */
public record RegisterUnverified(String email, String password, SignupProfile profile, Caller caller) {
    public RegisterUnverified {
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "RegisterUnverified[]";
    }
}
