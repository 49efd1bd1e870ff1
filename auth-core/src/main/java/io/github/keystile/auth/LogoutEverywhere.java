package io.github.keystile.auth;

import java.util.Objects;

/**
 * The end of all sessions of the user, the one that asks included.
 *
 * @param accessToken of the session that asks
 * @param caller who asks
 */
public record LogoutEverywhere(String accessToken, Caller caller) {
    public LogoutEverywhere {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "LogoutEverywhere[]";
    }
}
