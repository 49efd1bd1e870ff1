package io.github.keystile.auth.testkit.contract;

import static io.github.keystile.auth.testkit.contract.Race.assertWinners;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.session.PassOver;
import io.github.keystile.auth.session.Rotation;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SessionStore} promises of generations and their parents, of devices, and of pages, also under
 * concurrent calls; beside {@link SessionStoreContract}. The package says how to run it.
 */
public abstract class SessionStoreGenerations extends Contract {
    private static final int MANY = 32;
    private static final Device TRAIN = new Device("Mozilla/5.0 (Train)", "192.0.2.7");

    /** For subclasses. */
    protected SessionStoreGenerations() {}

    /**
     * Makes an adapter, as in {@link SessionStoreContract#createSessionStore}.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract SessionStore createSessionStore();

    @Test
    final void passOverMovesOnAndKeepsParentAndExpiry() {
        Session session = inserted(at(7, 4));
        Instant later = now.plusSeconds(99).plusMillis(1);
        assertTrue(createSessionStore().passOver(passOver(session, later, TRAIN)));
        assertEquals(moved(session, 8, 4, later, session.expiresAt(), TRAIN), stored(session.id()));
        assertFalse(createSessionStore().passOver(passOver(session, later, TRAIN)), "the old generation is gone");
        assertTrue(createSessionStore().passOver(passOver(stored(session.id()), later, TRAIN)));
        assertEquals(moved(session, 9, 4, later, session.expiresAt(), TRAIN), stored(session.id()));
    }

    @Test
    final void rotateMakesTheOldGenerationTheParentWhateverWasPassedOver() {
        Session session = inserted(at(7, 4));
        Instant later = now.plusSeconds(1);
        assertTrue(createSessionStore().rotate(Sessions.rotation(session, later)));
        assertEquals(moved(session, 8, 7, later, later.plus(Sessions.SLIDING), session.device()), stored(session.id()));
    }

    @Test
    final void passOverRefusesWhatIsNoLongerTrue() {
        Session session = inserted(at(7, 4));
        String id = session.id();
        String user = session.userId();
        Instant expiry = session.expiresAt();
        SessionStore store = createSessionStore();
        assertFalse(store.passOver(new PassOver(Fresh.id(), user, 3, 7, 4, now, TRAIN)), "another session");
        assertFalse(store.passOver(new PassOver(id, Fresh.id(), 3, 7, 4, now, TRAIN)), "another user");
        assertFalse(store.passOver(new PassOver(id, user, 2, 7, 4, now, TRAIN)), "an older epoch");
        assertFalse(store.passOver(new PassOver(id, user, 4, 7, 4, now, TRAIN)), "a newer epoch");
        assertFalse(store.passOver(new PassOver(id, user, 3, 6, 4, now, TRAIN)), "an older generation");
        assertFalse(store.passOver(new PassOver(id, user, 3, 8, 4, now, TRAIN)), "a newer generation");
        assertFalse(store.passOver(new PassOver(id, user, 3, 7, 3, now, TRAIN)), "an older parent");
        assertFalse(store.passOver(new PassOver(id, user, 3, 7, 5, now, TRAIN)), "a newer parent");
        assertFalse(store.passOver(new PassOver(id, user, 3, 7, 4, expiry, TRAIN)), "expired just now");
        assertEquals(session, stored(id));
        assertTrue(store.passOver(new PassOver(id, user, 3, 7, 4, expiry.minusMillis(1), TRAIN)), "all is true");
        assertTrue(store.end(id, user));
        assertFalse(store.passOver(new PassOver(id, user, 3, 8, 4, now, TRAIN)), "ended");
        assertEquals(Optional.empty(), store.find(id));
    }

    @Test
    final void whatIsSeenOfTheDeviceIsWrittenWithTheStepAndNothingUnseen() {
        Session session = inserted(Sessions.fresh(now));
        Device before = session.device();
        seen(session, new Device("Other/1", null), new Device("Other/1", before.ip()));
        seen(session, new Device(null, "192.0.2.9"), new Device("Other/1", "192.0.2.9"));
        seen(session, Sessions.UNSEEN, new Device("Other/1", "192.0.2.9"));
        seen(session, new Device("", " "), new Device("", " "));
        seen(session, TRAIN, TRAIN);
        Session bare = inserted(new Session(
                Fresh.id(),
                Fresh.id(),
                3,
                0,
                -1,
                now,
                now,
                now.plus(Sessions.SLIDING),
                now.plus(Sessions.SLIDING),
                Sessions.UNSEEN));
        seen(bare, Sessions.UNSEEN, Sessions.UNSEEN);
        seen(bare, TRAIN, TRAIN);
    }

    private void seen(Session session, Device device, Device expected) {
        Session old = stored(session.id());
        assertTrue(createSessionStore().passOver(passOver(old, now, device)));
        assertEquals(expected, stored(session.id()).device(), "passed over");
        Session passed = stored(session.id());
        assertTrue(createSessionStore()
                .rotate(new Rotation(
                        passed.id(),
                        passed.userId(),
                        3,
                        passed.generation(),
                        now,
                        now,
                        now.plus(Sessions.SLIDING),
                        device)));
        assertEquals(expected, stored(session.id()).device(), "rotated");
    }

    @Test
    final void onlyACopyEndsTheSession() {
        Session session = inserted(at(7, 4));
        SessionStore store = createSessionStore();
        for (long harmless : new long[] {4, 7, 8, Long.MAX_VALUE}) {
            assertFalse(store.endIfReplayed(session.id(), session.userId(), harmless), "shown: " + harmless);
        }
        assertFalse(store.endIfReplayed(session.id(), Fresh.id(), 5), "another user");
        assertFalse(store.endIfReplayed(Fresh.id(), session.userId(), 5), "another session");
        assertEquals(session, stored(session.id()));
        for (long copied : new long[] {0, 3, 5, 6}) {
            Session victim = inserted(at(7, 4));
            assertTrue(store.endIfReplayed(victim.id(), victim.userId(), copied), "shown: " + copied);
            assertFalse(store.endIfReplayed(victim.id(), victim.userId(), copied), "it has ended");
            assertEquals(Optional.empty(), store.find(victim.id()));
        }
        assertEquals(session, stored(session.id()));
    }

    @Test
    final void oneOfManyPassOversOfOneGenerationWins() {
        raceOfMany(race -> {
            Session session = inserted(at(7, 4));
            List<Boolean> answers =
                    race.run((store, thread) -> store.passOver(passOver(session, now.plusMillis(thread), TRAIN)));
            assertWinners("pass over one generation", 1, answers, true);
            Instant winner = now.plusMillis(answers.indexOf(true));
            assertEquals(moved(session, 8, 4, winner, session.expiresAt(), TRAIN), stored(session.id()));
        });
    }

    @Test
    final void passOverAndRotateExcludeOneAnother() {
        raceOfMany(race -> {
            Session session = inserted(at(7, 4));
            List<Boolean> answers = race.run((store, thread) -> thread % 2 == 0
                    ? store.passOver(passOver(session, now, TRAIN))
                    : store.rotate(Sessions.rotation(session, now)));
            assertWinners("pass over or rotate from one generation", 1, answers, true);
            boolean passedOver = answers.indexOf(true) % 2 == 0;
            assertEquals(8, stored(session.id()).generation());
            assertEquals(passedOver ? 4 : 7, stored(session.id()).parent());
        });
    }

    @Test
    final void oneOfManyReplaysEndsTheSessionAndNothingBringsItBack() {
        raceOfMany(race -> {
            Session session = inserted(at(7, 4));
            List<Boolean> ended = race.run((store, thread) -> {
                if (thread % 2 == 0) {
                    return store.endIfReplayed(session.id(), session.userId(), 5);
                }
                store.passOver(passOver(session, now, TRAIN));
                return false;
            });
            assertWinners("end a replayed session", 1, ended, true);
            assertEquals(Optional.empty(), createSessionStore().find(session.id()), "ended is ended");
        });
    }

    @Test
    final void aReplayIsJudgedByWhatIsStoredNow() {
        raceOfMany(race -> {
            Session session = inserted(at(7, 4));
            List<Boolean> answers = race.run((store, thread) -> thread == middleThread()
                    ? store.rotate(Sessions.rotation(session, now))
                    : store.endIfReplayed(session.id(), session.userId(), 7));
            assertWinners("rotate, while its parent is no copy", 1, answers, true);
            assertEquals(8, stored(session.id()).generation());
        });
    }

    @Test
    final void pagesHoldEverySessionOnce() {
        String userId = Fresh.id();
        List<Session> all = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            all.add(inserted(Sessions.of(userId, now.plusMillis(i / 4))));
        }
        inserted(Sessions.fresh(now));
        SessionStore store = createSessionStore();
        List<Session> whole = Sessions.latest(store, userId, 1000);
        assertEquals(9, whole.size());
        assertTrue(whole.containsAll(all));
        for (int size = 1; size <= 10; size++) {
            assertEquals(whole, inPages(store, userId, size), "in pages of " + size);
        }
        Session gone = whole.get(3);
        assertTrue(store.end(gone.id(), userId));
        assertEquals(
                whole.subList(4, 9),
                store.list(userId, SessionCursor.after(gone), 1000),
                "after a session that has ended meanwhile");
        assertEquals(List.of(), store.list(userId, SessionCursor.after(whole.get(8)), 1000));
    }

    private static List<Session> inPages(SessionStore store, String userId, int size) {
        List<Session> read = new ArrayList<>();
        SessionCursor place = SessionCursor.start();
        while (true) {
            List<Session> page = store.list(userId, place, size);
            read.addAll(page);
            if (page.size() < size) {
                return read;
            }
            place = SessionCursor.after(page.get(size - 1));
        }
    }

    /** Tabs come in dozens: the more of them, the likelier two meet between a naive read and its write. */
    private void raceOfMany(Consumer<Race<SessionStore>> round) {
        try (Race<SessionStore> race = new Race<>(Math.max(MANY, threads()), this::createSessionStore)) {
            for (int i = 0; i < rounds(); i++) {
                round.accept(race);
            }
        }
    }

    private Session at(long generation, long parent) {
        Session start = Sessions.fresh(now);
        return moved(start, generation, parent, now, start.expiresAt(), start.device());
    }

    private static Session moved(
            Session old, long generation, long parent, Instant at, Instant expiresAt, Device device) {
        return new Session(
                old.id(),
                old.userId(),
                old.epoch(),
                generation,
                parent,
                at,
                old.createdAt(),
                expiresAt,
                old.absoluteExpiresAt(),
                device);
    }

    /** A step that all facts of the session allow. */
    private static PassOver passOver(Session session, Instant at, Device device) {
        return new PassOver(
                session.id(), session.userId(), session.epoch(), session.generation(), session.parent(), at, device);
    }

    private Session inserted(Session session) {
        createSessionStore().insert(session);
        return session;
    }

    private Session stored(String id) {
        return createSessionStore().find(id).orElseThrow(() -> new AssertionError("The stored session is not found"));
    }
}
