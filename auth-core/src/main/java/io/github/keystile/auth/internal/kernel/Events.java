package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.error.UnreadableRowException;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.event.AuthEventListener;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.user.EmailAddress;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners; whatever they throw stops here. */
public final class Events {
    private static final Logger log = LoggerFactory.getLogger(AuthService.class);

    private static final int LONGEST_REASON = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

    private final List<AuthEventListener> listeners;
    private final Secrets secrets;
    private final Clock clock;

    public Events(List<AuthEventListener> listeners, Secrets secrets, Clock clock) {
        this.listeners = List.copyOf(listeners);
        this.secrets = secrets;
        this.clock = clock;
    }

    public void tell(AuthEventType type, Call call) {
        tell(type, call, null, null);
    }

    public void tell(AuthEventType type, Call call, String reason) {
        tell(type, call, null, reason);
    }

    /** A row that cannot be read lets nobody in; this tells the operator which. */
    public void unreadable(UnreadableRowException row, Call call) {
        tell(AuthEventType.UNREADABLE_ROW, call, row.column());
    }

    /**
     * Tells of a mail, or of the challenge that it is about.
     *
     * @param purpose the name of what it is for
     */
    public void tell(AuthEventType type, Call call, @Nullable String purpose, @Nullable String reason) {
        EmailAddress email = call.email();
        AuthEvent event = new AuthEvent(
                type,
                clock.instant(),
                call.userId(),
                call.sessionId(),
                email == null ? null : email.masked(),
                call.identifier().map(secrets::pseudonymInEvents).orElse(null),
                call.address().map(CallerAddress::text).orElse(null),
                call.actor(),
                purpose,
                reason == null ? null : oneLine(reason));
        for (AuthEventListener listener : listeners) {
            try {
                listener.on(event);
            } catch (Throwable e) {
                // Kotlin and Lombok throw checked exceptions where none is declared, and an Error is no reason either.
                log.warn("An event listener failed on {}", type, e);
            }
        }
    }

    /** A mailer may say what a server said. */
    private static String oneLine(String reason) {
        String cut = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        return UNPRINTABLE.matcher(cut).replaceAll("?");
    }
}
