package io.github.keystile.auth;

import java.util.Objects;

/**
 * A look at the live sessions of the user.
 *
 * @param accessToken of the session that asks
 * @param caller who asks
 */
public record ListSessions(String accessToken, Caller caller) {
    public ListSessions {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "ListSessions[]";
    }
}
