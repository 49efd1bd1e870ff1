package io.github.keystile.auth.token;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * What an access token says. Nothing about the person but an opaque id (RFC 8725 section 3.8).
 *
 * @param userId {@code sub}
 * @param sessionId {@code sid}
 * @param tokenId {@code jti}, different for every token
 * @param roles the user's roles when the token was issued
 * @param issuedAt {@code iat}, in whole seconds
 * @param expiresAt {@code exp}, in whole seconds; at that second the token is expired
 * @param remembered whether a browser keeps the session's tokens when it is closed
 */
public record AccessClaims(
        String userId,
        String sessionId,
        String tokenId,
        Set<String> roles,
        Instant issuedAt,
        Instant expiresAt,
        boolean remembered) {
    /** Checks for null and copies. */
    public AccessClaims {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(tokenId, "tokenId");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        roles = Set.copyOf(roles);
    }
}
