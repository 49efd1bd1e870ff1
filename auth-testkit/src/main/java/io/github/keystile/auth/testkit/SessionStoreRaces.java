package io.github.keystile.auth.testkit;

import static io.github.keystile.auth.testkit.Race.assertWinners;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.session.Rotation;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.session.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a session store promises under concurrent calls. */
abstract class SessionStoreRaces extends Contract {
    static final Duration SLIDING = Duration.ofHours(1);
    private static final int PURGE_LIMIT = 1000;

    /**
     * Makes an adapter. Called many times in a test: every adapter must be a new object and all of them must work on
     * the same database, as the processes of one application do. Only an in-memory store may be the same object.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract SessionStore createSessionStore();

    @Test
    @Tag("RFR-03")
    @Tag("STO-01")
    @Tag("STO-03")
    final void oneOfManyRotationsFromOneGenerationWins() {
        race(this::createSessionStore, race -> {
            Session session = inserted(fresh(now));
            List<Instant> times = race.run((store, thread) -> now.plusMillis(thread));
            List<Boolean> answers = race.run((store, thread) -> store.rotate(rotation(session, times.get(thread))));
            assertWinners("rotate from one generation", 1, answers, true);
            Session after = stored(session.id());
            assertEquals(1, after.generation());
            assertEquals(
                    times.get(answers.indexOf(true)), after.rotatedAt(), "the winner's rotation is the stored one");
        });
    }

    @Test
    @Tag("RFR-03")
    final void noGenerationIsSkippedOrTakenTwice() {
        race(this::createSessionStore, race -> {
            Session session = inserted(fresh(now));
            List<List<Long>> won = race.run((store, thread) -> {
                List<Long> mine = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    Session seen = store.find(session.id()).orElseThrow();
                    if (store.rotate(rotation(seen, now))) {
                        mine.add(seen.generation());
                    }
                }
                return mine;
            });
            List<Long> generations = won.stream().flatMap(List::stream).toList();
            assertEquals(generations.size(), generations.stream().distinct().count(), "generations rotated from once");
            assertEquals(generations.size(), stored(session.id()).generation(), "rotations won and stored");
        });
    }

    @Test
    @Tag("OUT-01")
    @Tag("RFR-02")
    final void noRotationBringsAnEndedSessionBack() {
        race(this::createSessionStore, race -> {
            Session session = inserted(fresh(now));
            race.run((store, thread) -> thread == middleThread()
                    ? store.end(session.id(), session.userId())
                    : store.find(session.id())
                            .filter(seen -> store.rotate(rotation(seen, now)))
                            .isPresent());
            assertEquals(Optional.empty(), createSessionStore().find(session.id()), "ended is ended");
            assertEquals(List.of(), latest(createSessionStore(), session.userId(), 10), "ended is ended");
        });
    }

    @Test
    @Tag("OUT-01")
    final void oneOfManyEndsWins() {
        race(this::createSessionStore, race -> {
            Session session = inserted(fresh(now));
            List<Boolean> answers = race.run((store, thread) -> store.end(session.id(), session.userId()));
            assertWinners("end", 1, answers, true);
        });
    }

    @Test
    @Tag("OUT-03")
    final void everySessionIsEndedOnce() {
        race(this::createSessionStore, race -> {
            Session kept = inserted(fresh(now));
            for (int i = 0; i < 4; i++) {
                inserted(of(kept.userId(), now));
            }
            List<Integer> ended = race.run((store, thread) -> store.endAllExcept(kept.userId(), kept.id()));
            assertEquals(
                    4, ended.stream().mapToInt(Integer::intValue).sum(), "4 sessions ended by all callers together");
            assertEquals(List.of(kept), latest(createSessionStore(), kept.userId(), 10));
        });
    }

    @Test
    @Tag("STO-08")
    final void purgeAndEndTakeASessionOnce() {
        drain();
        race(this::createSessionStore, race -> {
            Session session = inserted(fresh(longAgo));
            List<Integer> answers = race.run((store, thread) -> thread % 2 == 0
                    ? store.endAll(session.userId())
                    : store.purge(session.expiresAt().plusMillis(1), PURGE_LIMIT));
            assertWinners("end and purge of one session", 1, answers, 1);
            assertEquals(Optional.empty(), createSessionStore().find(session.id()), "gone is gone");
        });
    }

    final Session inserted(Session session) {
        createSessionStore().insert(session);
        return session;
    }

    final Session stored(String id) {
        return createSessionStore().find(id).orElseThrow(() -> new AssertionError("The stored session is not found"));
    }

    /** Purges what earlier runs left behind. */
    final void drain() {
        int purged;
        do {
            purged = createSessionStore().purge(longAgo.plus(SLIDING.multipliedBy(3)), PURGE_LIMIT);
        } while (purged == PURGE_LIMIT);
    }

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
                new Device(null, null));
    }

    /** The latest sessions of a user. */
    static List<Session> latest(SessionStore store, String userId, int limit) {
        return store.list(userId, SessionCursor.start(), limit);
    }
}
