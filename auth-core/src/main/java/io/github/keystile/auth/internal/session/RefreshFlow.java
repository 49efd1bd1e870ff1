package io.github.keystile.auth.internal.session;

import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.UnreadableRowException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.Refused;
import io.github.keystile.auth.internal.kernel.SignIn;
import io.github.keystile.auth.internal.kernel.TokenReader;
import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.session.PassOver;
import io.github.keystile.auth.session.Rotation;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.token.RefreshClaims;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Exchanges a refresh token (RFC 9700 section 4.14.2). The row of a session keeps its current generation and the
 * parent, from which the current one was made. Of a token that is shown,
 *
 * <ol>
 *   <li>the current generation is rotated; younger than the grace, it is handed out again
 *   <li>the parent gets the current generation within the grace, so that racing tabs all go on and nothing forks; after
 *       it, its answer was lost on the way or a thief is at work, which nobody can tell yet: the current generation is
 *       passed over for a new one of the same parent, and who shows it after all is the one too many
 *   <li>anything else below the current generation is a copy, and the session ends
 *   <li>anything above it is refused: of a database that was restored, or by a read that lags
 * </ol>
 *
 * What was read, or could not be read, is never a reason to delete: {@link io.github.keystile.auth.session.SessionStore#endIfReplayed} judges
 * where facts are written.
 */
public final class RefreshFlow {
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
        this.users = users;
        this.signIn = signIn;
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
        this.tokens = tokens;
        this.grace = Duration.ofMillis(grace.toMillis());
    }

    /** What was shown, by whom and when. */
    private record Shown(RefreshClaims token, StoredUser user, Call call, Instant now) {
        Device device() {
            return call.device();
        }
    }

    public SignedIn run(Refresh request, Call call) {
        Instant now = clock.instant();
        RefreshClaims token = tokens.refresh(request.refreshToken(), call, now);
        try {
            return refreshed(token, call, now);
        } catch (UnreadableRowException row) {
            events.unreadable(row, call);
            throw refusal();
        }
    }

    private SignedIn refreshed(RefreshClaims token, Call call, Instant now) {
        StoredUser user =
                users.findById(token.userId()).filter(SignIn::mayEnter).orElseThrow(RefreshFlow::refusal);
        SignIn.Standing standing = standing(new Shown(token, user, call, now));
        return signIn.issue(user.user(), standing, call, now);
    }

    private SignIn.Standing standing(Shown shown) {
        RefreshClaims token = shown.token();
        SignIn.Standing next = new SignIn.Standing(
                token.sessionId(),
                token.generation() + 1,
                signIn.expiry(shown.now(), token.absoluteExpiresAt()),
                token.absoluteExpiresAt());
        Rotation rotation = new Rotation(
                token.sessionId(),
                shown.user().id(),
                shown.user().epoch(),
                token.generation(),
                notYoung(shown),
                shown.now(),
                next.expiresAt(),
                shown.device());
        return sessions.rotate(rotation) ? went(AuthEventType.REFRESHED, shown, next) : notRotated(shown);
    }

    /** Nothing is young without a grace, whatever the clock of another process wrote; and nothing rotates after its end. */
    private Instant notYoung(Shown shown) {
        return grace.isZero() ? shown.token().absoluteExpiresAt() : shown.now().minus(grace);
    }

    /** Why the session was not rotated. */
    private SignIn.Standing notRotated(Shown shown) {
        Session session = look(shown);
        long generation = shown.token().generation();
        if (generation == session.parent()) {
            return isYoung(session, shown) ? again(session, shown) : passedOver(session, shown);
        }
        if (generation < session.generation()) {
            throw replay(shown);
        }
        // A current generation that is not young is rotated above: here it was read from a copy that lags.
        if (generation == session.generation() && isYoung(session, shown)) {
            return again(session, shown);
        }
        throw refusal();
    }

    private SignIn.Standing passedOver(Session session, Shown shown) {
        PassOver step = new PassOver(
                session.id(),
                session.userId(),
                session.epoch(),
                session.generation(),
                session.parent(),
                shown.now(),
                shown.device());
        if (sessions.passOver(step)) {
            return went(AuthEventType.REFRESH_RETRIED, shown, new SignIn.Standing(session).passedOver());
        }
        Session winner = look(shown);
        if (winner.generation() <= session.generation()) {
            throw refusal();
        }
        if (winner.parent() != session.parent()) {
            throw replay(shown);
        }
        return again(winner, shown);
    }

    private Session look(Shown shown) {
        StoredUser user = shown.user();
        return sessions.find(shown.token().sessionId())
                .filter(found -> found.userId().equals(user.id()))
                .filter(found -> found.epoch() == user.epoch())
                .filter(found -> shown.now().isBefore(found.expiresAt()))
                .orElseThrow(RefreshFlow::refusal);
    }

    /** By a clock that is ahead of this one, it was rotated just now. */
    private boolean isYoung(Session session, Shown shown) {
        Instant now = shown.now();
        Instant rotatedAt = session.rotatedAt().isAfter(now) ? now : session.rotatedAt();
        return now.isBefore(rotatedAt.plus(grace));
    }

    private SignIn.Standing again(Session session, Shown shown) {
        return went(AuthEventType.REFRESHED, shown, new SignIn.Standing(session));
    }

    private SignIn.Standing went(AuthEventType type, Shown shown, SignIn.Standing standing) {
        events.tell(type, shown.call());
        return standing;
    }

    private RuntimeException replay(Shown shown) {
        RefreshClaims token = shown.token();
        return sessions.endIfReplayed(token.sessionId(), shown.user().id(), token.generation())
                ? new Refused(AuthEventType.REFRESH_TOKEN_REUSED, refusal())
                : refusal();
    }

    private static AuthException refusal() {
        return AuthException.of(AuthError.INVALID_TOKEN);
    }
}
