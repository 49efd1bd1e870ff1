package io.github.keystile.auth.error;

import org.jspecify.annotations.Nullable;

/** A store could not do what it was asked. Whether it did it nevertheless is not known to the caller. */
public sealed class StoreException extends AuthInfrastructureException permits UnreadableRowException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure of a store.
     *
     * @param operation what was tried, such as {@code "rotate session"}; no values
     * @param cause the driver's exception, or null where there is none
     */
    public StoreException(String operation, @Nullable Throwable cause) {
        super("The store failed to " + operation, cause);
    }
}
