package io.github.keystile.auth;

import java.util.Objects;

/**
 * An account made by an operator. It begins unverified and without roles.
 *
 * @param email the address
 * @param password its password
 * @param profile username and attributes
 * @param caller who asks
 */
public record CreateUser(String email, String password, SignupProfile profile, Caller caller) {
    public CreateUser {
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "CreateUser[]";
    }
}
