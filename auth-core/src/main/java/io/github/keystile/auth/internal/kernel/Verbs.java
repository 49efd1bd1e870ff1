package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import java.util.function.Function;

/** Runs verbs, so that every refusal leaves exactly one event, whichever line of a flow it comes from. */
public final class Verbs {
    private final Events events;

    public Verbs(Events events) {
        this.events = events;
    }

    /**
     * Runs one.
     *
     * @param refusal the event of a refusal that says nothing more specific
     */
    public <T> T run(AuthEventType refusal, Call call, Function<Call, T> verb) {
        try {
            return verb.apply(call);
        } catch (Refused refused) {
            throw told(refused, call);
        } catch (AuthException refused) {
            events.tell(refusal, call, refused.code().name());
            throw refused;
        }
    }

    /** Runs one whose refusals are too many and too plain to tell of, but for those that say so themselves. */
    public <T> T runQuietly(Call call, Function<Call, T> verb) {
        try {
            return verb.apply(call);
        } catch (Refused refused) {
            throw told(refused, call);
        }
    }

    private AuthException told(Refused refused, Call call) {
        events.tell(refused.type(), call, refused.why());
        return refused.told();
    }
}
