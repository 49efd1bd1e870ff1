package io.github.keystile.auth.internal.users;

import io.github.keystile.auth.DeleteUser;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.EnableUser;
import io.github.keystile.auth.EndUserSession;
import io.github.keystile.auth.EndUserSessions;
import io.github.keystile.auth.MarkEmailVerified;
import io.github.keystile.auth.RequireReset;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.SetRoles;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.UnlockUser;
import io.github.keystile.auth.UpdateAttributes;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.AccountFacts;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.Identifier;
import io.github.keystile.auth.internal.kernel.Inputs;
import io.github.keystile.auth.internal.kernel.Limits;
import io.github.keystile.auth.internal.kernel.LiveSessions;
import io.github.keystile.auth.internal.kernel.RoleLimit;
import io.github.keystile.auth.internal.kernel.Secrets;
import io.github.keystile.auth.internal.kernel.UserChanges;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserCursor;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.Username;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Looks users up and changes them. */
public final class UsersFlow {
    private static final int MOST_SESSIONS = 1000;

    private final UserStore users;
    private final SessionStore sessions;
    private final Events events;
    private final OtpStore store;
    private final UserChanges changes;
    private final LiveSessions live;
    private final Secrets secrets;
    private final Limits limits;
    private final RoleLimit roles;
    private final Clock clock;

    public UsersFlow(
            UserStore users,
            SessionStore sessions,
            Events events,
            OtpStore store,
            UserChanges changes,
            LiveSessions live,
            Secrets secrets,
            Limits limits,
            RoleLimit roles,
            Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.events = events;
        this.store = store;
        this.changes = changes;
        this.live = live;
        this.secrets = secrets;
        this.limits = limits;
        this.roles = roles;
        this.clock = clock;
    }

    Optional<User> findById(String id) {
        return users.findById(id).map(StoredUser::user);
    }

    Optional<User> findByEmail(String email) {
        return Identifier.parse(email).email().flatMap(users::findByEmail).map(StoredUser::user);
    }

    Optional<User> findByUsername(String username) {
        return Identifier.parse(username)
                .username()
                .flatMap(users::findByUsername)
                .map(StoredUser::user);
    }

    String pseudonym(String identifier) {
        return secrets.pseudonymInEvents(Identifier.parse(identifier));
    }

    List<SessionInfo> sessions(String userId, SessionCursor after, int limit) {
        if (limit < 1 || limit > MOST_SESSIONS) {
            throw new IllegalArgumentException("Ask for 1 to " + MOST_SESSIONS + " sessions at once");
        }
        return users.findById(userId).map(user -> live.page(user, after, limit)).orElse(List.of());
    }

    User updateAttributes(UpdateAttributes request, Call call) {
        return changed(
                request.userId(),
                call,
                user -> user.withAttributes(request.change().apply(user.attributes())));
    }

    User setUsername(SetUsername request, Call call) {
        Username wished = Inputs.username(request.username());
        return changed(request.userId(), call, user -> user.withUsername(wished));
    }

    User setRoles(SetRoles request, Call call) {
        Set<String> wished = roles.check(request.roles());
        return changed(request.userId(), call, user -> user.withRoles(wished));
    }

    User disable(DisableUser request, Call call) {
        Instant until = request.until();
        if (until != null && !until.isAfter(clock.instant())) {
            throw new IllegalArgumentException("Give a time that is still to come");
        }
        return outside(
                request.userId(),
                stored -> AccountFacts.of(stored)
                        .withBan(until, request.reason())
                        .in(stored.withStatus(UserStatus.DISABLED)),
                AuthEventType.USER_DISABLED,
                call);
    }

    User enable(EnableUser request, Call call) {
        return outside(
                request.userId(),
                stored -> AccountFacts.of(stored).withBan(null, null).in(stored.withStatus(UserStatus.ACTIVE)),
                AuthEventType.USER_ENABLED,
                call);
    }

    /** The next epoch, so that nobody who is in stays in, and no password that is set meanwhile writes older facts. */
    User requireReset(RequireReset request, Call call) {
        return outside(
                request.userId(),
                stored -> AccountFacts.of(stored)
                        .withMustReset(true)
                        .in(stored.withStatus(stored.user().status())),
                AuthEventType.RESET_REQUIRED,
                call);
    }

    User markEmailVerified(MarkEmailVerified request, Call call) {
        StoredUser after = changes.change(request.userId(), StoredUser::withVerifiedEmail);
        events.tell(AuthEventType.EMAIL_VERIFIED, call.about(after), "BY_APPLICATION");
        return after.user();
    }

    List<User> page(UserCursor after, int limit) {
        return users.page(after, limit).stream().map(StoredUser::user).toList();
    }

    void endSession(EndUserSession request, Call call) {
        if (sessions.end(request.sessionId(), request.userId())) {
            events.tell(AuthEventType.SESSION_ENDED, call.inSession(request.sessionId()), "BY_APPLICATION");
        } else if (users.findById(request.userId()).isEmpty()) {
            throw AuthException.of(AuthError.USER_NOT_FOUND);
        }
    }

    private User outside(String userId, UnaryOperator<StoredUser> change, AuthEventType what, Call call) {
        StoredUser after = changes.change(userId, change);
        sessions.endAll(userId);
        events.tell(what, call.about(after));
        return after.user();
    }

    void unlock(UnlockUser request, Call call) {
        StoredUser user =
                users.findById(request.userId()).orElseThrow(() -> AuthException.of(AuthError.USER_NOT_FOUND));
        limits.unlock(user.id(), call, clock.instant());
        events.tell(AuthEventType.USER_UNLOCKED, call.about(user));
    }

    void endSessions(EndUserSessions request, Call call) {
        if (!users.raiseEpoch(request.userId())) {
            throw AuthException.of(AuthError.USER_NOT_FOUND);
        }
        sessions.endAll(request.userId());
        events.tell(AuthEventType.LOGGED_OUT_EVERYWHERE, call, "BY_APPLICATION");
    }

    void delete(DeleteUser request, Call call) {
        if (!users.delete(request.userId())) {
            throw AuthException.of(AuthError.USER_NOT_FOUND);
        }
        sessions.endAll(request.userId());
        store.deleteAll(request.userId());
        events.tell(AuthEventType.USER_DELETED, call);
    }

    private User changed(String userId, Call call, UnaryOperator<User> change) {
        StoredUser after = changes.change(userId, stored -> stored.withUser(change.apply(stored.user())));
        events.tell(AuthEventType.USER_CHANGED, call.about(after));
        return after.user();
    }
}
