package io.github.keystile.auth.password;

/**
 * Asks whether a password is known from a data breach. Called once for each password that is set, never on login, on the
 * caller's thread. Limits bound how often one caller may have it asked, and how often about one account; it holds up no
 * hash. Whatever it throws reaches the caller, and leaves the proof of a reset as good as before.
 */
@FunctionalInterface
public interface BreachChecker {
    /**
     * Whether the password is known.
     *
     * @param password the normalised password; must not be logged or sent anywhere whole
     * @return true if it is to be refused. An implementation that cannot tell decides itself which way it fails
     */
    boolean isBreached(String password);

    /**
     * Knows nothing.
     *
     * @return a checker that refuses no password
     */
    static BreachChecker none() {
        return password -> false;
    }
}
