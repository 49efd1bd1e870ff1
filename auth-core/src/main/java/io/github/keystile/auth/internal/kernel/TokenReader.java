package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.token.RefreshClaims;
import io.github.keystile.auth.token.TokenIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The one place of the service where the time of a token is judged: at {@code exp} it is expired (RFC 7519 section
 * 4.1.4). Whoever signed it may have a clock that is ahead, by the leeway and no more.
 */
public final class TokenReader {
    private final TokenIssuer issuer;
    private final Duration leeway;

    public TokenReader(TokenIssuer issuer, Duration leeway) {
        this.issuer = issuer;
        this.leeway = leeway;
    }

    public AccessClaims access(String token, Call call, Instant now) {
        AccessClaims claims =
                issuer.readAccess(Objects.requireNonNull(token, "token")).orElseThrow(TokenReader::invalid);
        call.about(claims.userId()).inSession(claims.sessionId()).remembered(claims.remembered());
        judge(claims.issuedAt(), claims.expiresAt(), now);
        return claims;
    }

    public RefreshClaims refresh(String token, Call call, Instant now) {
        RefreshClaims claims =
                issuer.readRefresh(Objects.requireNonNull(token, "token")).orElseThrow(TokenReader::invalid);
        call.about(claims.userId()).inSession(claims.sessionId()).remembered(claims.remembered());
        judge(claims.issuedAt(), claims.expiresAt(), now);
        return claims;
    }

    private void judge(Instant issuedAt, Instant expiresAt, Instant now) {
        if (issuedAt.isAfter(now.plus(leeway))) {
            throw new Refused(AuthEventType.TOKEN_FROM_FUTURE, invalid());
        }
        if (!now.isBefore(expiresAt)) {
            throw AuthException.of(AuthError.TOKEN_EXPIRED);
        }
    }

    private static AuthException invalid() {
        return AuthException.of(AuthError.INVALID_TOKEN);
    }
}
