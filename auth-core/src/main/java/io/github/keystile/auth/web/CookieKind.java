package io.github.keystile.auth.web;

/** What an application keeps in the browser, each in a cookie of its own. What waits for a code: {@link ChallengeCookies}. */
public enum CookieKind {
    /** The access token. */
    ACCESS("access"),
    /** The refresh token. */
    REFRESH("refresh"),
    /** The ids of the challenges that this browser's signups wait for. */
    SIGNUP_CHALLENGE("signup"),
    /** The ids of the challenges that this browser's password resets wait for. */
    RESET_CHALLENGE("reset"),
    /** The ids of the challenges that prove addresses of existing accounts. */
    EMAIL_CHALLENGE("email"),
    /** The reset tickets. */
    TICKET("ticket");

    private final String suffix;

    CookieKind(String suffix) {
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
    }
}
