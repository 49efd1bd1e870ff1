package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.VerifiedSession;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The strict check: token, session, user and epoch, as they are now. Whatever changes an account goes through it. */
public final class SessionGuard {
    private final UserStore users;
    private final SessionStore sessions;
    private final TokenReader tokens;
    private final Clock clock;

    public SessionGuard(UserStore users, SessionStore sessions, TokenReader tokens, Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Somebody who is signed in right now. */
    public record Present(StoredUser user, Session session) {
        public VerifiedSession verified() {
            return new VerifiedSession(user.user(), SignIn.info(session, session.id()));
        }
    }

    public AccessClaims stateless(String accessToken, Call call) {
        return tokens.access(accessToken, call, clock.instant());
    }

    public Present strict(String accessToken, Call call) {
        Instant now = clock.instant();
        AccessClaims claims = read(accessToken, call, now);
        Optional<Session> session = sessions.find(claims.sessionId())
                .filter(found -> found.userId().equals(claims.userId()))
                .filter(found -> now.isBefore(found.expiresAt()));
        Optional<StoredUser> user = users.findById(claims.userId()).filter(SignIn::mayEnter);
        if (session.isEmpty()
                || user.isEmpty()
                || session.get().epoch() != user.get().epoch()) {
            throw dead();
        }
        call.about(user.get());
        return new Present(user.get(), session.get());
    }

    private AccessClaims read(String accessToken, Call call, Instant now) {
        try {
            return tokens.access(accessToken, call, now);
        } catch (AuthException refused) {
            throw new Refused(AuthEventType.TOKEN_REFUSED, refused);
        }
    }

    /** A session that ended while it was used. */
    public static Refused dead() {
        return new Refused(AuthEventType.TOKEN_REFUSED, AuthException.of(AuthError.INVALID_TOKEN));
    }
}
