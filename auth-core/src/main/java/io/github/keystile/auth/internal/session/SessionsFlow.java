package io.github.keystile.auth.internal.session;

import io.github.keystile.auth.EndOtherSessions;
import io.github.keystile.auth.EndSession;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.LogoutEverywhere;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Call;
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
    public void logout(Logout request, Call call) {
        Optional<AccessClaims> access = issuer.readAccess(request.token());
        Optional<RefreshClaims> refresh = access.isPresent() ? Optional.empty() : issuer.readRefresh(request.token());
        access.ifPresent(claims -> end(claims.sessionId(), claims.userId(), call));
        refresh.ifPresent(claims -> end(claims.sessionId(), claims.userId(), call));
    }

    public void everywhere(LogoutEverywhere request, Call call) {
        StoredUser user = guard.strict(request.accessToken(), call).user();
        users.raiseEpoch(user.id());
        sessions.endAll(user.id());
        events.tell(AuthEventType.LOGGED_OUT_EVERYWHERE, call);
    }

    public List<SessionInfo> list(ListSessions request, Call call) {
        return live.page(guard.strict(request.accessToken(), call), request.after(), request.limit());
    }

    public void endOne(EndSession request, Call call) {
        StoredUser user = guard.strict(request.accessToken(), call).user();
        if (sessions.end(request.sessionId(), user.id())) {
            events.tell(AuthEventType.SESSION_ENDED, call.inSession(request.sessionId()));
        }
    }

    public void endOthers(EndOtherSessions request, Call call) {
        SessionGuard.Present present = guard.strict(request.accessToken(), call);
        sessions.endAllExcept(present.user().id(), present.session().id());
        events.tell(AuthEventType.OTHER_SESSIONS_ENDED, call);
    }

    private void end(String sessionId, String userId, Call call) {
        if (sessions.end(sessionId, userId)) {
            events.tell(AuthEventType.LOGGED_OUT, call.about(userId).inSession(sessionId));
        }
    }
}
