package io.github.keystile.examples.soak;

import io.github.keystile.auth.error.AuthError;

/** What the traffic does, and with what it may be refused; every other answer is a failure of the soak. */
enum Operation {
    LOGIN("login, right password"),
    WRONG_LOGIN("login, wrong or unknown"),
    CHECK("token check, stateless"),
    STRICT_CHECK("token check, strict"),
    REFRESH("refresh"),
    REPLAY("refresh again, in grace"),
    SESSIONS("list of sessions"),
    LOGOUT("logout"),
    START_SIGNUP("signup, start"),
    WRONG_CODE("signup, wrong code"),
    FINISH_SIGNUP("signup, finish"),
    START_RESET("reset, start"),
    CHECK_PROOF("reset, check of code or link"),
    FINISH_RESET("reset, finish"),
    LOGOUT_EVERYWHERE("logout everywhere"),
    DELETE("deletion of an account"),
    PURGE("housekeeping");

    private final String text;

    Operation(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** What hashes may be told that the service is busy, and nothing else may. */
    boolean mayBeRefused(AuthError why) {
        return switch (this) {
            case LOGIN, START_SIGNUP, FINISH_RESET -> why == AuthError.BUSY;
            case WRONG_LOGIN -> why == AuthError.BUSY || why == AuthError.INVALID_CREDENTIALS;
            case WRONG_CODE -> why == AuthError.INVALID_CODE;
            default -> false;
        };
    }

    /** Whether an answer would be the failure. */
    boolean mustBeRefused() {
        return this == WRONG_LOGIN || this == WRONG_CODE;
    }
}
