package io.github.keystile.auth;

import java.util.Objects;

/**
 * Somebody ends one of their sessions, from the same session or another.
 *
 * @param accessToken of the session that asks
 * @param sessionId the session to end, as {@link SessionInfo#id()} named it
 * @param caller who asks
 */
public record EndSession(String accessToken, String sessionId, Caller caller) {
    public EndSession {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "EndSession[]";
    }
}
