package io.github.keystile.auth.internal.users;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.Users;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.Inputs;
import io.github.keystile.auth.internal.kernel.LiveSessions;
import io.github.keystile.auth.internal.kernel.UserChanges;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.Username;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The verbs on users. */
public final class UsersFlow implements Users {
    private final UserStore users;
    private final SessionStore sessions;
    private final Events events;
    private final OtpStore store;
    private final UserChanges changes;
    private final LiveSessions live;

    public UsersFlow(
            UserStore users,
            SessionStore sessions,
            Events events,
            OtpStore store,
            UserChanges changes,
            LiveSessions live) {
        this.users = users;
        this.sessions = sessions;
        this.events = events;
        this.store = store;
        this.changes = changes;
        this.live = live;
    }

    @Override
    public Optional<User> findById(String id) {
        return users.findById(id).map(StoredUser::user);
    }

    @Override
    public Optional<User> findByEmail(String email) {
        return EmailAddress.parse(email).flatMap(users::findByEmail).map(StoredUser::user);
    }

    @Override
    public Optional<User> findByUsername(String username) {
        return Username.parse(username).flatMap(users::findByUsername).map(StoredUser::user);
    }

    @Override
    public User updateAttributes(String id, UnaryOperator<Attributes> change) {
        return changed(id, user -> user.withAttributes(change.apply(user.attributes())));
    }

    @Override
    public User setUsername(String id, String username) {
        Username wished = Inputs.username(username);
        return changed(id, user -> user.withUsername(wished));
    }

    @Override
    public User setRoles(String id, Set<String> roles) {
        Set<String> wished = Set.copyOf(roles);
        return changed(id, user -> user.withRoles(wished));
    }

    @Override
    public User disable(String id) {
        return withStatus(id, UserStatus.DISABLED, AuthEventType.USER_DISABLED);
    }

    @Override
    public User enable(String id) {
        return withStatus(id, UserStatus.ACTIVE, AuthEventType.USER_ENABLED);
    }

    @Override
    public void logoutEverywhere(String id) {
        if (!users.raiseEpoch(Objects.requireNonNull(id, "id"))) {
            throw AuthException.of(AuthError.USER_NOT_FOUND);
        }
        sessions.endAll(id);
        events.because(AuthEventType.LOGGED_OUT_EVERYWHERE, id, Caller.unknown(), "BY_APPLICATION");
    }

    @Override
    public List<SessionInfo> sessions(String id) {
        return users.findById(id).map(user -> live.of(user, "")).orElse(List.of());
    }

    @Override
    public void delete(String id) {
        if (!users.delete(Objects.requireNonNull(id, "id"))) {
            throw AuthException.of(AuthError.USER_NOT_FOUND);
        }
        sessions.endAll(id);
        store.deleteAll(id);
        events.because(AuthEventType.USER_DELETED, id, Caller.unknown(), "BY_APPLICATION");
    }

    private User changed(String id, UnaryOperator<User> change) {
        StoredUser after = changes.change(id, stored -> stored.withUser(change.apply(stored.user())));
        events.about(AuthEventType.USER_CHANGED, after, Caller.unknown());
        return after.user();
    }

    private User withStatus(String id, UserStatus status, AuthEventType what) {
        StoredUser after = changes.change(id, stored -> stored.withStatus(status));
        sessions.endAll(id);
        events.about(what, after, Caller.unknown());
        return after.user();
    }
}
