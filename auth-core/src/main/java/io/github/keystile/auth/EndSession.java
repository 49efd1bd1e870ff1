package io.github.keystile.auth;

import java.util.Objects;

/**
 * The end of one session, asked for from another one of the same user.
 *
 * @param accessToken of the session that asks
 * @param sessionId the session that shall end, as {@link SessionInfo#id()} named it
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
