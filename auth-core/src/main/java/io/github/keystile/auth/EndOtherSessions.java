package io.github.keystile.auth;

import java.util.Objects;

/**
 * The end of all sessions of the user but the one that asks.
 *
 * @param accessToken of the session that asks
 * @param caller who asks
 */
public record EndOtherSessions(String accessToken, Caller caller) {
    public EndOtherSessions {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "EndOtherSessions[]";
    }
}
