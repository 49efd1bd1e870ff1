package io.github.keystile.auth;

import io.github.keystile.auth.session.SessionCursor;
import java.util.Objects;

/**
 * A look at the live sessions of the user, in pages.
 *
 * @param accessToken of the session that asks
 * @param after {@link SessionCursor#start()}, then the {@link SessionInfo#place} of the last one of the page before
 * @param limit how many at most, 1 to 1000
 * @param caller who asks
 */
public record ListSessions(String accessToken, SessionCursor after, int limit, Caller caller) {
    private static final int FIRST_PAGE = 100;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException for another limit
     */
    public ListSessions {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(caller, "caller");
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("Ask for 1 to 1000 sessions at once");
        }
    }

    /**
     * A look at the first 100, which are all of most people's.
     *
     * @param accessToken of the session that asks
     * @param caller who asks
     */
    public ListSessions(String accessToken, Caller caller) {
        this(accessToken, SessionCursor.start(), FIRST_PAGE, caller);
    }

    @Override
    public String toString() {
        return "ListSessions[]";
    }
}
