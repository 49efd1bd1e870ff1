package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.token.RefreshClaims;
import io.github.keystile.auth.token.TokenIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** The one place of the service where the time of a token is judged: at {@code exp} it is expired (RFC 7519 section 4.1.4). */
public final class TokenReader {
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private final TokenIssuer issuer;

    public TokenReader(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    public AccessClaims access(String token, Instant now) {
        AccessClaims claims =
                issuer.readAccess(Objects.requireNonNull(token, "token")).orElseThrow(TokenReader::invalid);
        judge(claims.issuedAt(), claims.expiresAt(), now);
        return claims;
    }

    public RefreshClaims refresh(String token, Instant now) {
        RefreshClaims claims =
                issuer.readRefresh(Objects.requireNonNull(token, "token")).orElseThrow(TokenReader::invalid);
        judge(claims.issuedAt(), claims.expiresAt(), now);
        return claims;
    }

    private static void judge(Instant issuedAt, Instant expiresAt, Instant now) {
        if (issuedAt.isAfter(now.plus(CLOCK_SKEW))) {
            throw invalid();
        }
        if (!now.isBefore(expiresAt)) {
            throw AuthException.of(AuthError.TOKEN_EXPIRED);
        }
    }

    private static AuthException invalid() {
        return AuthException.of(AuthError.INVALID_TOKEN);
    }
}
