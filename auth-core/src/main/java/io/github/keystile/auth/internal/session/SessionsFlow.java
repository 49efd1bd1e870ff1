package io.github.keystile.auth.internal.session;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.RevokeSession;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.LiveSessions;
import io.github.keystile.auth.internal.kernel.SessionGuard;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.token.RefreshClaims;
import io.github.keystile.auth.token.TokenIssuer;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Ends and lists sessions. */
public final class SessionsFlow {
    private final UserStore users;
    private final SessionStore sessions;
    private final Events events;
    private final SessionGuard guard;
    private final TokenIssuer issuer;
    private final LiveSessions live;

    public SessionsFlow(
            UserStore users,
            SessionStore sessions,
            Events events,
            SessionGuard guard,
            TokenIssuer issuer,
            LiveSessions live) {
        this.users = users;
        this.sessions = sessions;
        this.events = events;
        this.guard = guard;
        this.issuer = issuer;
        this.live = live;
    }

    /** Expired tokens end their session too: whoever leaves a machine must be able to. */
    public void logout(String token) {
        Optional<AccessClaims> access = issuer.readAccess(Objects.requireNonNull(token, "token"));
        Optional<RefreshClaims> refresh = access.isPresent() ? Optional.empty() : issuer.readRefresh(token);
        access.ifPresent(claims -> end(claims.sessionId(), claims.userId()));
        refresh.ifPresent(claims -> end(claims.sessionId(), claims.userId()));
    }

    public void logoutEverywhere(String accessToken) {
        StoredUser user = guard.strict(accessToken).user();
        users.raiseEpoch(user.id());
        sessions.endAll(user.id());
        events.about(AuthEventType.LOGGED_OUT_EVERYWHERE, user, Caller.unknown());
    }

    public List<SessionInfo> list(String accessToken) {
        SessionGuard.Present present = guard.strict(accessToken);
        return live.of(present.user(), present.session().id());
    }

    public void revoke(RevokeSession request) {
        StoredUser user = guard.strict(request.accessToken()).user();
        if (sessions.end(request.sessionId(), user.id())) {
            events.aboutSession(AuthEventType.SESSION_REVOKED, user.id(), request.sessionId(), request.caller());
        }
    }

    public void revokeOthers(String accessToken) {
        SessionGuard.Present present = guard.strict(accessToken);
        sessions.endAllExcept(present.user().id(), present.session().id());
        events.about(AuthEventType.SESSION_REVOKED, present.user(), Caller.unknown());
    }

    private void end(String sessionId, String userId) {
        if (sessions.end(sessionId, userId)) {
            events.aboutSession(AuthEventType.LOGGED_OUT, userId, sessionId, Caller.unknown());
        }
    }
}
