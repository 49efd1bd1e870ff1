package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs verbs, so that every refusal leaves exactly one event, whichever line of a flow it comes from, and what a verb took
 * from limits is settled once it is known how it ended.
 */
public final class Verbs {
    private static final Logger log = LoggerFactory.getLogger(AuthService.class);

    private final Events events;
    private final Limits limits;
    private final AtomicBoolean warned = new AtomicBoolean();

    public Verbs(Events events, Limits limits) {
        this.events = events;
        this.limits = limits;
    }

    /**
     * Runs one.
     *
     * @param refusal the event of a refusal that says nothing more specific
     */
    public <T> T run(AuthEventType refusal, Call call, Function<Call, T> verb) {
        if (call.hasUnreadableAddress() && !warned.getAndSet(true)) {
            log.warn(
                    "Caller.ip is not one IP address, but a list or a word for instance: such callers are unknown, and no"
                            + " limit of a caller holds them. Pass the address that your proxy saw. This is said once");
        }
        boolean succeeded = false;
        try {
            T result = verb.apply(call);
            succeeded = true;
            return result;
        } catch (Refused refused) {
            throw told(refused, call);
        } catch (AuthException refused) {
            events.tell(refusal, call, refused.code().name());
            throw refused;
        } finally {
            try {
                limits.settle(call, succeeded);
            } finally {
                call.ended();
            }
        }
    }

    /** Runs one that answers nothing. */
    public void act(AuthEventType refusal, Call call, Consumer<Call> verb) {
        run(refusal, call, it -> {
            verb.accept(it);
            return it;
        });
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
