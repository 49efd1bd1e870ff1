package io.github.keystile.auth;

import java.util.Objects;

/**
 * A signed-in user's wish for a code that proves his address.
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
