package io.github.keystile.auth.web;

/** What an application keeps in the browser, each in a cookie of its own. */
public enum CookieKind {
    /** The access token. */
    ACCESS("access"),
    /** The refresh token. */
    REFRESH("refresh"),
    /** The id of the challenge that this browser asked for. */
    CHALLENGE("challenge"),
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
