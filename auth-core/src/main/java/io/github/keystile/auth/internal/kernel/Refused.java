package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;

/**
 * A refusal that events tell more about than callers may know. Never leaves the service: {@link Verbs} throws what is
 * told.
 */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final AuthEventType type;
    private final String why;
    private final AuthException told;

    public Refused(AuthEventType type, String why, AuthException told) {
        super(null, null, false, false);
        this.type = type;
        this.why = why;
        this.told = told;
    }

    /** One that has nothing to hide. */
    public Refused(AuthEventType type, AuthException told) {
        this(type, told.code().name(), told);
    }

    AuthEventType type() {
        return type;
    }

    String why() {
        return why;
    }

    AuthException told() {
        return told;
    }
}
