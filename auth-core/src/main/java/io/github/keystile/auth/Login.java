package io.github.keystile.auth;

import java.util.Objects;

/**
 * A login with a password.
 *
 * @param identifier e-mail address or username; any text is taken and may be refused
 * @param password as typed
 * @param caller who asks
 */
public record Login(String identifier, String password, Caller caller) {
    public Login {
        Objects.requireNonNull(identifier, "identifier");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "Login[]";
    }
}
