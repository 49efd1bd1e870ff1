package io.github.keystile.auth.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mail was not handed over. Says whether trying again can help. */
public final class MailException extends AuthInfrastructureException {
    private static final long serialVersionUID = 1L;

    /** Whether trying again can help. */
    private final boolean temporary;

    /** How long the server asked us to wait, or null. */
    private final @Nullable Duration retryAfter;

    private MailException(String reason, boolean temporary, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super("The mail was not sent: " + reason, cause);
        this.temporary = temporary;
        this.retryAfter = retryAfter;
    }

    /**
     * A failure that may pass: no connection, a 4xx reply, a rate limit.
     *
     * @param reason what happened, without addresses, keys or the mail's text
     * @param retryAfter what the server asked for, or null
     * @param cause the library's exception, or null
     * @return the exception, to be thrown
     */
    public static MailException temporary(String reason, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        return new MailException(reason, true, retryAfter, cause);
    }

    /**
     * A failure that stays: a refused recipient, a wrong key, a message that cannot be sent as it is.
     *
     * @param reason what happened, without addresses, keys or the mail's text
     * @param cause the library's exception, or null
     * @return the exception, to be thrown
     */
    public static MailException permanent(String reason, @Nullable Throwable cause) {
        return new MailException(reason, false, null, cause);
    }

    /**
     * Whether the same mail may go through later.
     *
     * @return true if trying again makes sense
     */
    public boolean temporary() {
        return temporary;
    }

    /**
     * How long the server asked us to wait.
     *
     * @return the wait, if the server named one
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
