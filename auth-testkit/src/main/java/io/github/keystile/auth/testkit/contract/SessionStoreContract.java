package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.session.PassOver;
import io.github.keystile.auth.session.Rotation;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.testkit.internal.HostileTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SessionStore} must keep, find, refuse and forget; {@link SessionStoreRaces} says what it promises
 * under concurrent calls, and the package how to run both.
 */
public abstract class SessionStoreContract extends Contract {
    /** For subclasses. */
    protected SessionStoreContract() {}

    /**
     * Makes an adapter. Called many times in a test: every adapter must be a new object and all of them must work on
     * the same database, as the processes of one application do. Only an in-memory store may be the same object.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract SessionStore createSessionStore();

    @Test
    final void keepsEveryField() {
        Session full = new Session(
                Fresh.id(),
                Fresh.id() + "-Az_".repeat(8),
                (1L << 40) + 1,
                77,
                75,
                now.plusMillis(1),
                now.plusMillis(2),
                now.plusMillis(3),
                now.plusMillis(4),
                new Device("%_'\"\\;{$ne}<b>".repeat(17), "2001:0db8:85a3:0000:0000:8a2e:0370:7334%eth0"));
        Session bare = new Session(Fresh.id(), Fresh.id(), 0, 0, -1, now, now, now, now, new Device(null, null));
        Session blank = new Session(Fresh.id(), Fresh.id(), 0, 0, -1, now, now, now, now, new Device("", "  "));
        for (Session session : List.of(full, bare, blank)) {
            assertEquals(
                    Optional.of(session),
                    createSessionStore().find(inserted(session).id()));
        }
    }

    @Test
    final void anIdThatIsStoredIsNotStoredAgain() {
        Session session = inserted(Sessions.fresh(now));
        assertTrue(createSessionStore().rotate(Sessions.rotation(session, now.plusSeconds(1))));
        Session rotated = stored(session.id());
        assertThrows(
                StoreException.class, () -> createSessionStore().insert(session), "insert of an id that is stored");
        assertEquals(rotated, stored(session.id()));
    }

    @Test
    final void keepsInstantsToTheMillisecond() {
        for (Instant instant : difficultInstants()) {
            Session session = inserted(Sessions.fresh(instant));
            assertEquals(session, stored(session.id()));
        }
    }

    @Test
    final void hostileAndSimilarIdsAreUnknownAndHarmless() {
        Session session = inserted(Sessions.fresh(now));
        SessionStore store = createSessionStore();
        for (String id : HostileTexts.like(session.id())) {
            assertEquals(Optional.empty(), store.find(id));
            assertFalse(store.end(id, session.userId()));
            assertFalse(store.endIfReplayed(id, session.userId(), -2));
            assertNoStep(store, id, session.userId());
        }
        assertEquals(Optional.of(session), store.find(session.id()));
    }

    /** Steps check themselves, and what they refuse never reaches a store. */
    private void assertNoStep(SessionStore store, String id, String userId) {
        if (!id.matches("[ -~]{1,64}") || !userId.matches("[ -~]{1,64}")) {
            return;
        }
        assertFalse(
                store.rotate(new Rotation(id, userId, 3, 0, now, now, now.plus(Sessions.SLIDING), Sessions.UNSEEN)));
        assertFalse(store.passOver(new PassOver(id, userId, 3, 0, -1, now, Sessions.UNSEEN)));
    }

    @Test
    final void hostileAndSimilarUserIdsHaveNoSessions() {
        Session session = inserted(Sessions.of(Fresh.id() + "aZ", now));
        SessionStore store = createSessionStore();
        for (String userId : HostileTexts.like(session.userId())) {
            assertEquals(List.of(), Sessions.latest(store, userId, 1000));
            assertEquals(0, store.endAll(userId));
            assertEquals(0, store.endAllExcept(userId, session.id()));
            assertFalse(store.end(session.id(), userId));
            assertFalse(store.endIfReplayed(session.id(), userId, -2));
            assertNoStep(store, session.id(), userId);
        }
        assertEquals(Optional.of(session), store.find(session.id()));
    }

    @Test
    final void rotateMovesOnAndKeepsTheRest() {
        Session session = inserted(Sessions.fresh(now));
        Instant later = now.plusSeconds(99).plusMillis(1);
        assertTrue(createSessionStore().rotate(Sessions.rotation(session, later)));
        Session next = new Session(
                session.id(),
                session.userId(),
                session.epoch(),
                1,
                0,
                later,
                session.createdAt(),
                later.plus(Sessions.SLIDING),
                session.absoluteExpiresAt(),
                session.device());
        assertEquals(next, stored(session.id()));
        assertFalse(createSessionStore().rotate(Sessions.rotation(session, later)), "the old generation is gone");
        assertTrue(createSessionStore().rotate(Sessions.rotation(next, later)));
        assertEquals(2, stored(session.id()).generation());
    }

    @Test
    final void rotateRefusesWhatIsNoLongerTrue() {
        Session session = inserted(new Session(
                Fresh.id(),
                Fresh.id(),
                3,
                5,
                4,
                now,
                now,
                now.plus(Sessions.SLIDING),
                now.plus(Sessions.SLIDING),
                Sessions.UNSEEN));
        String id = session.id();
        String user = session.userId();
        Instant expiry = session.expiresAt();
        Instant next = expiry.plusSeconds(9);
        Instant soon = now.plusSeconds(1);
        SessionStore store = createSessionStore();
        assertFalse(
                store.rotate(new Rotation(Fresh.id(), user, 3, 5, now, soon, next, Sessions.UNSEEN)),
                "another session");
        assertFalse(store.rotate(new Rotation(id, Fresh.id(), 3, 5, now, soon, next, Sessions.UNSEEN)), "another user");
        assertFalse(store.rotate(new Rotation(id, user, 2, 5, now, soon, next, Sessions.UNSEEN)), "an older epoch");
        assertFalse(store.rotate(new Rotation(id, user, 4, 5, now, soon, next, Sessions.UNSEEN)), "a newer epoch");
        assertFalse(
                store.rotate(new Rotation(id, user, 3, 4, now, soon, next, Sessions.UNSEEN)), "an older generation");
        assertFalse(store.rotate(new Rotation(id, user, 3, 6, now, soon, next, Sessions.UNSEEN)), "a newer generation");
        assertFalse(
                store.rotate(new Rotation(id, user, 3, 5, now.minusMillis(1), soon, next, Sessions.UNSEEN)),
                "rotated later");
        assertFalse(store.rotate(new Rotation(id, user, 3, 5, now, expiry, next, Sessions.UNSEEN)), "expired just now");
        assertFalse(
                store.rotate(new Rotation(id, user, 3, 5, now, expiry.plusSeconds(1), next, Sessions.UNSEEN)),
                "expired");
        assertEquals(session, stored(id));
        assertTrue(
                store.rotate(new Rotation(id, user, 3, 5, now, expiry.minusMillis(1), next, Sessions.UNSEEN)),
                "all is true");
    }

    @Test
    final void findsWhatHasExpired() {
        Session session = inserted(Sessions.fresh(now.minus(Sessions.SLIDING).minusSeconds(9)));
        assertEquals(Optional.of(session), createSessionStore().find(session.id()));
        assertEquals(List.of(session), Sessions.latest(createSessionStore(), session.userId(), 10));
    }

    @Test
    final void listsTheNewestOfOneUser() {
        String userId = Fresh.id();
        List<Session> sessions = IntStream.range(0, 4)
                .mapToObj(i -> Sessions.of(userId, now.plusMillis(i)))
                .toList();
        for (int i : new int[] {2, 0, 3, 1}) {
            inserted(sessions.get(i));
        }
        inserted(Sessions.fresh(now));
        SessionStore store = createSessionStore();
        List<Session> newestFirst = List.of(sessions.get(3), sessions.get(2), sessions.get(1), sessions.get(0));
        assertEquals(newestFirst, Sessions.latest(store, userId, 1000));
        assertEquals(newestFirst.subList(0, 3), Sessions.latest(store, userId, 3));
        assertTrue(store.end(sessions.get(3).id(), userId));
        assertEquals(newestFirst.subList(1, 4), Sessions.latest(store, userId, 1000));
        assertEquals(List.of(), Sessions.latest(store, Fresh.id(), 1000));
    }

    @Test
    final void endsOnlyTheOwnersSession() {
        Session session = inserted(Sessions.fresh(now));
        SessionStore store = createSessionStore();
        assertFalse(store.end(session.id(), Fresh.id()));
        assertFalse(store.end(Fresh.id(), session.userId()));
        assertEquals(session, stored(session.id()));
        assertTrue(store.end(session.id(), session.userId()));
        assertFalse(store.end(session.id(), session.userId()));
        assertEquals(Optional.empty(), store.find(session.id()));
        assertFalse(store.rotate(Sessions.rotation(session, now)));
        assertEquals(Optional.empty(), store.find(session.id()));
    }

    @Test
    final void endsAllSessionsOfOneUser() {
        String userId = Fresh.id();
        Session kept = inserted(Sessions.of(userId, now));
        inserted(Sessions.of(userId, now));
        inserted(Sessions.of(userId, now.minus(Duration.ofHours(2))));
        Session other = inserted(Sessions.fresh(now));
        SessionStore store = createSessionStore();
        assertEquals(2, store.endAllExcept(userId, kept.id()));
        assertEquals(0, store.endAllExcept(userId, kept.id()));
        assertEquals(List.of(kept), Sessions.latest(store, userId, 10));
        inserted(Sessions.of(userId, now));
        assertEquals(2, store.endAllExcept(userId, other.id()), "a session of somebody else is no exception");
        inserted(Sessions.of(userId, now));
        assertEquals(1, store.endAll(userId));
        assertEquals(0, store.endAll(userId));
        assertEquals(Optional.of(other), store.find(other.id()));
    }

    @Test
    final void purgeIsBoundedAndSparesWhatExpiresLater() {
        Sessions.drain(createSessionStore(), longAgo);
        Session kept = inserted(Sessions.fresh(longAgo.plusMillis(5)));
        for (int i = 0; i < 5; i++) {
            inserted(Sessions.fresh(longAgo.plusMillis(i)));
        }
        SessionStore store = createSessionStore();
        assertEquals(3, store.purge(kept.expiresAt(), 3));
        assertEquals(2, store.purge(kept.expiresAt(), 3));
        assertEquals(0, store.purge(kept.expiresAt(), 3));
        assertEquals(Optional.of(kept), store.find(kept.id()));
        assertEquals(1, store.purge(kept.expiresAt().plusMillis(1), 10_000));
        assertEquals(Optional.empty(), store.find(kept.id()));
    }

    private Session inserted(Session session) {
        createSessionStore().insert(session);
        return session;
    }

    private Session stored(String id) {
        return createSessionStore().find(id).orElseThrow(() -> new AssertionError("The stored session is not found"));
    }
}
