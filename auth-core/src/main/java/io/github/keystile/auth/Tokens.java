package io.github.keystile.auth;

import java.time.Instant;
import java.util.Objects;

/**
 * The tokens of a session.
 *
 * @param accessToken shown with every request, until {@code accessExpiresAt}
 * @param accessExpiresAt whole seconds
 * @param refreshToken exchanged for new tokens with {@link AuthService#refresh}; each one is good once
 * @param refreshExpiresAt whole seconds
 * @param remembered whether a browser keeps them when it is closed, see {@link Stay}
 */
public record Tokens(
        String accessToken,
        Instant accessExpiresAt,
        String refreshToken,
        Instant refreshExpiresAt,
        boolean remembered) {
    public Tokens {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(accessExpiresAt, "accessExpiresAt");
        Objects.requireNonNull(refreshToken, "refreshToken");
        Objects.requireNonNull(refreshExpiresAt, "refreshExpiresAt");
    }

    @Override
    public String toString() {
        return "Tokens[accessExpiresAt=" + accessExpiresAt + ", refreshExpiresAt=" + refreshExpiresAt + "]";
    }
}
