package io.github.keystile.auth.event;

/**
 * Hears what happened, on the thread of the call that made it happen: be quick, or hand over. What it throws is
 * logged and otherwise ignored; it cannot stop a flow.
 */
@FunctionalInterface
public interface AuthEventListener {
    /**
     * Something happened.
     *
     * @param event what
     */
    void on(AuthEvent event);
}
