package io.github.keystile.auth;

import java.util.Objects;

/**
 * A strict check of an access token.
 *
 * @param accessToken any text is taken and may be refused
 * @param caller who asks
 */
public record VerifySession(String accessToken, Caller caller) {
    public VerifySession {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "VerifySession[]";
    }
}
