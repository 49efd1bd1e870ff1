package io.github.keystile.auth.internal.session;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.SignIn;
import io.github.keystile.auth.internal.kernel.TokenReader;
import io.github.keystile.auth.session.Rotation;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.token.RefreshClaims;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Exchanges a refresh token (RFC 9700 section 4.14.2).
 *
 * <ol>
 *   <li>read the token
 *   <li>find the user and check his status
 *   <li>rotate, if the token is the current generation and older than the grace: one winner
 *   <li>otherwise look why not: within the grace the current generation is handed out again, so that racing tabs
 *       both go on and nothing forks; anything older is a replay by one of two holders, and the session ends
 * </ol>
 */
public final class RefreshFlow {
    /** How far the clocks of two processes may be apart. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private final UserStore users;
    private final SignIn signIn;
    private final SessionStore sessions;
    private final Events events;
    private final TokenReader tokens;
    private final Duration grace;
    private final Clock clock;

    public RefreshFlow(
            UserStore users,
            SignIn signIn,
            SessionStore sessions,
            Events events,
            TokenReader tokens,
            Duration grace,
            Clock clock) {
        this.clock = clock;
        this.users = users;
        this.signIn = signIn;
        this.sessions = sessions;
        this.events = events;
        this.tokens = tokens;
        this.grace = grace;
    }

    public SignedIn run(Refresh request) {
        Instant now = clock.instant();
        RefreshClaims claims = read(request, now);
        Optional<StoredUser> found = users.findById(claims.userId()).filter(SignIn::mayEnter);
        if (found.isEmpty()) {
            throw refuse(claims, request.caller());
        }
        StoredUser user = found.get();
        SignIn.Standing next = new SignIn.Standing(
                claims.sessionId(),
                claims.generation() + 1,
                signIn.expiry(now, claims.absoluteExpiresAt()),
                claims.absoluteExpiresAt());
        Rotation rotation = new Rotation(
                claims.sessionId(),
                user.id(),
                user.epoch(),
                claims.generation(),
                now.minus(grace),
                now,
                next.expiresAt());
        if (!sessions.rotate(rotation)) {
            next = standing(claims, user, request.caller(), now);
        }
        events.aboutSession(AuthEventType.REFRESHED, user.id(), claims.sessionId(), request.caller());
        return signIn.issue(user.user(), next, now);
    }

    /** Why the session was not rotated: it is young or a race was lost, and stays as it is; or it ends here. */
    private SignIn.Standing standing(RefreshClaims claims, StoredUser user, Caller caller, Instant now) {
        Session session = sessions.find(claims.sessionId())
                .filter(found -> found.userId().equals(user.id()))
                .filter(found -> found.epoch() == user.epoch())
                .filter(found -> now.isBefore(found.expiresAt()))
                .orElseThrow(() -> refuse(claims, caller));
        long behind = session.generation() - claims.generation();
        boolean justRotated = now.isBefore(session.rotatedAt().plus(grace).plus(CLOCK_SKEW));
        if (behind == 0 || (behind == 1 && justRotated)) {
            return new SignIn.Standing(session);
        }
        AuthException refusal = end(claims);
        events.aboutSession(AuthEventType.REFRESH_TOKEN_REUSED, user.id(), session.id(), caller);
        throw refusal;
    }

    private RefreshClaims read(Refresh request, Instant now) {
        try {
            return tokens.refresh(request.refreshToken(), now);
        } catch (AuthException refused) {
            events.because(
                    AuthEventType.REFRESH_FAILED,
                    null,
                    request.caller(),
                    refused.code().name());
            throw refused;
        }
    }

    private AuthException refuse(RefreshClaims claims, Caller caller) {
        AuthException refusal = end(claims);
        events.aboutSession(AuthEventType.REFRESH_FAILED, claims.userId(), claims.sessionId(), caller);
        return refusal;
    }

    private AuthException end(RefreshClaims claims) {
        sessions.end(claims.sessionId(), claims.userId());
        return AuthException.of(AuthError.INVALID_TOKEN);
    }
}
