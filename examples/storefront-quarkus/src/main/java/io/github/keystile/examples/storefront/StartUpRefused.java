package io.github.keystile.examples.storefront;

/** The environment asks for something that must not run; the message is one line that names the variable. */
final class StartUpRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartUpRefused(String message) {
        super(message);
    }
}
