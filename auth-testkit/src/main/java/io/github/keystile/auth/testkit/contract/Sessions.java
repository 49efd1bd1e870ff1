package io.github.keystile.auth.testkit.contract;

import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.session.Rotation;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sessions to store, for an hour that slides, and what they are rotated by. */
final class Sessions {
    static final Duration SLIDING = Duration.ofHours(1);
    static final Device UNSEEN = new Device(null, null);
    static final int PURGE_LIMIT = 1000;

    private Sessions() {}

    static Session fresh(Instant createdAt) {
        return of(Fresh.id(), createdAt);
    }

    static Session of(String userId, Instant createdAt) {
        return new Session(
                Fresh.id().substring(2) + "aZ",
                userId,
                3,
                0,
                -1,
                createdAt,
                createdAt,
                createdAt.plus(SLIDING),
                createdAt.plus(Duration.ofDays(30)),
                new Device("Mozilla/5.0 (X11; 'quoted' \"twice\" \\ %)", "2001:db8::1"));
    }

    /** A rotation that all facts of the session allow. */
    static Rotation rotation(Session session, Instant at) {
        return new Rotation(
                session.id(),
                session.userId(),
                session.epoch(),
                session.generation(),
                session.rotatedAt(),
                at,
                at.plus(SLIDING),
                UNSEEN);
    }

    /** The latest sessions of a user. */
    static List<Session> latest(SessionStore store, String userId, int limit) {
        return store.list(userId, SessionCursor.start(), limit);
    }

    /** Purges what earlier runs left behind. */
    static void drain(SessionStore store, Instant longAgo) {
        int purged;
        do {
            purged = store.purge(longAgo.plus(SLIDING.multipliedBy(3)), PURGE_LIMIT);
        } while (purged == PURGE_LIMIT);
    }
}
