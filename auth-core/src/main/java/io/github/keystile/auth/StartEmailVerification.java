package io.github.keystile.auth;

import java.util.Objects;

/**
 * A signed-in user asks for a code that proves their address.
 *
 * @param accessToken of the session that asks
 * @param caller who asks
 */
public record StartEmailVerification(String accessToken, Caller caller) {
    public StartEmailVerification {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "StartEmailVerification[]";
    }
}
