package io.github.keystile.auth;

import java.util.Objects;

/**
 * Somebody asks for an account.
 *
 * @param email where the code goes
 * @param password the password of the new account; not normalised or trimmed by the application
 * @param profile what else is said now; more can be said when the code is entered
 * @param caller who asks
 */
public record StartSignup(String email, String password, SignupProfile profile, Caller caller) {
    public StartSignup {
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "StartSignup[]";
    }
}
