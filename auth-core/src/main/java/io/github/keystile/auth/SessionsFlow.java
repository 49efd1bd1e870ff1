package io.github.keystile.auth;

import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.token.RefreshClaims;
import io.github.keystile.auth.token.TokenIssuer;
import io.github.keystile.auth.user.StoredUser;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Ends and lists sessions. */
final class SessionsFlow {
    private static final int MOST_LISTED = 100;

    private final Parts parts;
    private final SessionGuard guard;
    private final TokenIssuer issuer;

    SessionsFlow(Parts parts, SessionGuard guard, TokenIssuer issuer) {
        this.parts = parts;
        this.guard = guard;
        this.issuer = issuer;
    }

    /** Expired tokens end their session too: whoever leaves a machine must be able to. */
    void logout(String token) {
        Optional<AccessClaims> access = issuer.readAccess(Objects.requireNonNull(token, "token"));
        Optional<RefreshClaims> refresh = access.isPresent() ? Optional.empty() : issuer.readRefresh(token);
        access.ifPresent(claims -> end(claims.sessionId(), claims.userId()));
        refresh.ifPresent(claims -> end(claims.sessionId(), claims.userId()));
    }

    void logoutEverywhere(String accessToken) {
        StoredUser user = guard.strict(accessToken).user();
        parts.users().raiseEpoch(user.id());
        parts.sessions().endAll(user.id());
        parts.events().about(AuthEventType.LOGGED_OUT_EVERYWHERE, user, Caller.unknown());
    }

    List<SessionInfo> list(String accessToken) {
        SessionGuard.Present present = guard.strict(accessToken);
        return live(present.user(), present.session().id());
    }

    /** For an administrator, whose own session is none of these. */
    List<SessionInfo> listOf(StoredUser user) {
        return live(user, "");
    }

    void revoke(RevokeSession request) {
        StoredUser user = guard.strict(request.accessToken()).user();
        if (parts.sessions().end(request.sessionId(), user.id())) {
            parts.events()
                    .aboutSession(AuthEventType.SESSION_REVOKED, user.id(), request.sessionId(), request.caller());
        }
    }

    void revokeOthers(String accessToken) {
        SessionGuard.Present present = guard.strict(accessToken);
        parts.sessions().endAllExcept(present.user().id(), present.session().id());
        parts.events().about(AuthEventType.SESSION_REVOKED, present.user(), Caller.unknown());
    }

    private List<SessionInfo> live(StoredUser user, String currentId) {
        return parts.sessions().list(user.id(), SessionCursor.start(), MOST_LISTED).stream()
                .filter(session -> session.epoch() == user.epoch())
                .filter(session -> parts.now().isBefore(session.expiresAt()))
                .map(session -> SignIn.info(session, currentId))
                .toList();
    }

    private void end(String sessionId, String userId) {
        if (parts.sessions().end(sessionId, userId)) {
            parts.events().aboutSession(AuthEventType.LOGGED_OUT, userId, sessionId, Caller.unknown());
        }
    }
}
