package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.user.StoredUser;
import java.time.Instant;
import java.util.Optional;

/** The strict check: token, session, user and epoch, as they are now. Whatever changes an account goes through it. */
final class SessionGuard {
    private final Parts parts;
    private final TokenReader tokens;

    SessionGuard(Parts parts, TokenReader tokens) {
        this.parts = parts;
        this.tokens = tokens;
    }

    /** Somebody who is signed in right now. */
    record Present(StoredUser user, Session session) {
        VerifiedSession verified() {
            return new VerifiedSession(user.user(), SignIn.info(session, session.id()));
        }
    }

    AccessClaims stateless(String accessToken) {
        return tokens.access(accessToken, parts.now());
    }

    Present strict(String accessToken) {
        Instant now = parts.now();
        AccessClaims claims = tokens.access(accessToken, now);
        Optional<Session> session = parts.sessions()
                .find(claims.sessionId())
                .filter(found -> found.userId().equals(claims.userId()))
                .filter(found -> now.isBefore(found.expiresAt()));
        Optional<StoredUser> user = parts.users().findById(claims.userId()).filter(SignIn::mayEnter);
        if (session.isEmpty()
                || user.isEmpty()
                || session.get().epoch() != user.get().epoch()) {
            throw AuthException.of(AuthError.INVALID_TOKEN);
        }
        return new Present(user.get(), session.get());
    }
}
