package io.github.keystile.auth.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something Keystile stands on is broken: a database that does not answer, a mail server that refuses us.
 * Answer 500 or 503 and alert somebody; the user did nothing wrong.
 *
 * <p><b>Security guarantees.</b> The message names the operation and never a value: no SQL, no parameter, no
 * connection string. The {@link #getCause() cause} may say more, such as which host did not answer; do not show
 * it to users. The causes that Keystile's own
 * stores give quote no statement and no value of one.
 */
public abstract sealed class AuthInfrastructureException extends RuntimeException
        permits StoreException, MailException {
    private static final long serialVersionUID = 1L;

    AuthInfrastructureException(String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
    }

    /**
     * What was tried, fit for a log.
     *
     * @return one line of English, never null
     */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
