package io.github.keystile.auth;

/** How long a browser that keeps tokens in cookies keeps somebody signed in: what a box "remember me" asks. */
public enum Stay {
    /** As long as the session lives, across restarts of the browser. */
    REMEMBERED,
    /**
     * Until the browser is closed, for a machine that others use too. A browser that is told to open its last tabs again
     * keeps such cookies as well, so this is no logout.
     */
    UNTIL_CLOSED
}
