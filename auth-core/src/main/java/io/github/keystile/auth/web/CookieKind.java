package io.github.keystile.auth.web;

/** What an application keeps in the browser, each in a cookie of its own. */
public enum CookieKind {
    /** The access token. */
    ACCESS("access"),
    /** The refresh token. */
    REFRESH("refresh"),
    /** The id of the challenge that this browser's signup waits for. */
    SIGNUP_CHALLENGE("signup"),
    /** The id of the challenge that this browser's password reset waits for. */
    RESET_CHALLENGE("reset"),
    /** The id of the challenge that proves the address of an existing account. */
    EMAIL_CHALLENGE("email"),
    /** The reset ticket. */
    TICKET("ticket");

    private final String suffix;

    CookieKind(String suffix) {
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
    }
}
