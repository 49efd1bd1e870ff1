package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.user.StoredUser;
import java.time.Clock;
import java.util.List;

/** The sessions of a user that are not dead. */
public final class LiveSessions {
    private static final int MOST_LISTED = 100;

    private final SessionStore sessions;
    private final Clock clock;

    public LiveSessions(SessionStore sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * The newest of them.
     *
     * @param currentId the session that asks; any other text where none of them does
     */
    public List<SessionInfo> of(StoredUser user, String currentId) {
        return sessions.list(user.id(), SessionCursor.start(), MOST_LISTED).stream()
                .filter(session -> session.epoch() == user.epoch())
                .filter(session -> clock.instant().isBefore(session.expiresAt()))
                .map(session -> SignIn.info(session, currentId))
                .toList();
    }
}
