package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.error.UnreadableRowException;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.event.AuthEventListener;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners; whatever they throw stops here. */
public final class Events {
    private static final Logger log = LoggerFactory.getLogger(AuthService.class);

    private final List<AuthEventListener> listeners;
    private final Clock clock;

    public Events(List<AuthEventListener> listeners, Clock clock) {
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    public void about(AuthEventType type, StoredUser user, Caller caller) {
        emit(type, user.id(), null, user.user().email(), caller, null);
    }

    public void aboutSession(AuthEventType type, String userId, String sessionId, Caller caller) {
        emit(type, userId, sessionId, null, caller, null);
    }

    public void aboutAddress(AuthEventType type, @Nullable EmailAddress email, Caller caller, @Nullable String reason) {
        emit(type, null, null, email, caller, reason);
    }

    public void because(AuthEventType type, @Nullable String userId, Caller caller, String reason) {
        emit(type, userId, null, null, caller, reason);
    }

    public void unreadable(
            UnreadableRowException row, @Nullable String userId, @Nullable String sessionId, Caller caller) {
        emit(AuthEventType.UNREADABLE_ROW, userId, sessionId, null, caller, row.column());
    }

    private void emit(
            AuthEventType type,
            @Nullable String userId,
            @Nullable String sessionId,
            @Nullable EmailAddress email,
            Caller caller,
            @Nullable String reason) {
        AuthEvent event = new AuthEvent(
                type,
                clock.instant(),
                userId,
                sessionId,
                email == null ? null : email.masked(),
                new Device(null, caller.ip()).ip(),
                reason);
        for (AuthEventListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                log.warn("An event listener failed on {}", type, e);
            }
        }
    }
}
