package io.github.keystile.auth.token;

/** A claim that does not pass. Never leaves the reader, and has no stack trace. */
final class Unread extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unread() {
        super(null, null, false, false);
    }
}
