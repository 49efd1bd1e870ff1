package io.github.keystile.auth;

import java.util.Objects;

/**
 * The end of the session that a token names.
 *
 * @param token an access or refresh token, expired or not; any text is taken
 * @param caller who asks
 */
public record Logout(String token, Caller caller) {
    public Logout {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "Logout[]";
    }
}
