package io.github.keystile.examples.storefront;

import java.util.Arrays;

/** A request that never reaches the service; the message is public. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static void ifBlank(String message, String... fields) {
        if (Arrays.stream(fields).anyMatch(String::isBlank)) {
            throw new Refusal(400, message);
        }
    }

    static void unless(boolean allowed, String message) {
        if (!allowed) {
            throw new Refusal(422, message);
        }
    }

    int status() {
        return status;
    }
}
