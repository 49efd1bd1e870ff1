package io.github.keystile.auth;

import io.github.keystile.auth.user.User;
import java.util.Objects;

/**
 * Somebody is signed in.
 *
 * @param user who
 * @param tokens for the client; {@link #toString()} does not show them
 * @param sessionId which session it is, as {@link SessionInfo#id()} names it
 */
public record SignedIn(User user, Tokens tokens, String sessionId) {
    public SignedIn {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(sessionId, "sessionId");
    }
}
