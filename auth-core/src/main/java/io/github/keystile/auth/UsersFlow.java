package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.Username;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The verbs on users. */
final class UsersFlow implements Users {
    private final Parts parts;
    private final UserChanges changes;
    private final SessionsFlow sessions;

    UsersFlow(Parts parts, UserChanges changes, SessionsFlow sessions) {
        this.parts = parts;
        this.changes = changes;
        this.sessions = sessions;
    }

    @Override
    public Optional<User> findById(String id) {
        return parts.users().findById(id).map(StoredUser::user);
    }

    @Override
    public Optional<User> findByEmail(String email) {
        return EmailAddress.parse(email).flatMap(parts.users()::findByEmail).map(StoredUser::user);
    }

    @Override
    public Optional<User> findByUsername(String username) {
        return Username.parse(username).flatMap(parts.users()::findByUsername).map(StoredUser::user);
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
        if (!parts.users().raiseEpoch(Objects.requireNonNull(id, "id"))) {
            throw AuthException.of(AuthError.USER_NOT_FOUND);
        }
        parts.sessions().endAll(id);
        parts.events().because(AuthEventType.LOGGED_OUT_EVERYWHERE, id, Caller.unknown(), "BY_APPLICATION");
    }

    @Override
    public List<SessionInfo> sessions(String id) {
        return parts.users().findById(id).map(sessions::listOf).orElse(List.of());
    }

    @Override
    public void delete(String id) {
        if (!parts.users().delete(Objects.requireNonNull(id, "id"))) {
            throw AuthException.of(AuthError.USER_NOT_FOUND);
        }
        parts.sessions().endAll(id);
        parts.challenges().deleteAll(id);
        parts.events().because(AuthEventType.USER_DELETED, id, Caller.unknown(), "BY_APPLICATION");
    }

    private User changed(String id, UnaryOperator<User> change) {
        StoredUser after = changes.change(id, stored -> stored.withUser(change.apply(stored.user())));
        parts.events().about(AuthEventType.USER_CHANGED, after, Caller.unknown());
        return after.user();
    }

    private User withStatus(String id, UserStatus status, AuthEventType what) {
        StoredUser after = changes.change(id, stored -> stored.withStatus(status));
        parts.sessions().endAll(id);
        parts.events().about(what, after, Caller.unknown());
        return after.user();
    }
}
