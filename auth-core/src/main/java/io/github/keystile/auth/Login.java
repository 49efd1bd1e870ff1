package io.github.keystile.auth;

import java.util.Objects;

/**
 * A login with a password.
 *
 * @param identifier e-mail address or username; any text is taken and may be refused
 * @param password as typed
 * @param stay whether a browser remembers them; kept through every refresh and change of password
 * @param caller who asks
 */
public record Login(String identifier, String password, Stay stay, Caller caller) {
    public Login {
        Objects.requireNonNull(identifier, "identifier");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(stay, "stay");
        Objects.requireNonNull(caller, "caller");
    }

    /**
     * A login that is remembered.
     *
     * @param identifier e-mail address or username; any text is taken and may be refused
     * @param password as typed
     * @param caller who asks
     */
    public Login(String identifier, String password, Caller caller) {
        this(identifier, password, Stay.REMEMBERED, caller);
    }

    @Override
    public String toString() {
        return "Login[]";
    }
}
