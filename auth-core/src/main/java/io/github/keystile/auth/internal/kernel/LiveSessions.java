package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.user.StoredUser;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The sessions of a user that are not dead, in pages. */
public final class LiveSessions {
    private final SessionStore sessions;
    private final Clock clock;

    public LiveSessions(SessionStore sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The newest first, where none of them asks. */
    public List<SessionInfo> page(StoredUser user, SessionCursor after, int limit) {
        return more(new ArrayList<>(), user, "", after, limit);
    }

    /** The one that asks first, however old it is, then the newest. */
    public List<SessionInfo> page(SessionGuard.Present present, SessionCursor after, int limit) {
        List<SessionInfo> page = new ArrayList<>();
        if (after.equals(SessionCursor.start())) {
            page.add(SignIn.info(present.session(), present.session().id()));
        }
        return more(page, present.user(), present.session().id(), after, limit);
    }

    /** Fills the page up: a short one says that there are no more. The one that asks is not repeated. */
    private List<SessionInfo> more(
            List<SessionInfo> page, StoredUser user, String currentId, SessionCursor after, int limit) {
        Instant now = clock.instant();
        SessionCursor place = after;
        while (page.size() < limit) {
            List<Session> found = sessions.list(user.id(), place, limit);
            found.stream()
                    .filter(session -> session.epoch() == user.epoch())
                    .filter(session -> now.isBefore(session.expiresAt()))
                    .filter(session -> !session.id().equals(currentId))
                    .limit(limit - page.size())
                    .forEach(session -> page.add(SignIn.info(session, currentId)));
            if (found.size() < limit) {
                break;
            }
            place = SessionCursor.after(found.get(found.size() - 1));
        }
        return List.copyOf(page);
    }
}
