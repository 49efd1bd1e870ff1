package io.github.keystile.auth.token;

import java.time.Instant;
import java.util.Objects;

/**
 * What a refresh token says: which session, and at which generation.
 *
 * @param userId {@code sub}
 * @param sessionId {@code sid}
 * @param tokenId {@code jti}, different for every token
 * @param generation the session's generation that this token is, 0 or more
 * @param issuedAt {@code iat}, in whole seconds
 * @param expiresAt {@code exp}, in whole seconds; at that second the token is expired
 * @param absoluteExpiresAt when the session ends whatever happens, in whole milliseconds
 * @param remembered whether a browser keeps the session's tokens when it is closed
 */
public record RefreshClaims(
        String userId,
        String sessionId,
        String tokenId,
        long generation,
        Instant issuedAt,
        Instant expiresAt,
        Instant absoluteExpiresAt,
        boolean remembered) {
    public RefreshClaims {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(tokenId, "tokenId");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(absoluteExpiresAt, "absoluteExpiresAt");
    }
}
