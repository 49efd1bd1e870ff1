package io.github.keystile.auth.testkit.contract;

import static io.github.keystile.auth.testkit.contract.Race.assertWinners;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SessionStore} promises under concurrent calls; beside {@link SessionStoreContract}. The package
 * says how to run it.
 */
public abstract class SessionStoreRaces extends Contract {
    /** For subclasses. */
    protected SessionStoreRaces() {}

    /**
     * Makes an adapter. Called many times in a test: every adapter must be a new object and all of them must work on
     * the same database, as the processes of one application do. Only an in-memory store may be the same object.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract SessionStore createSessionStore();

    @Test
    final void oneOfManyRotationsFromOneGenerationWins() {
        race(this::createSessionStore, race -> {
            Session session = inserted(Sessions.fresh(now));
            List<Instant> times = race.run((store, thread) -> now.plusMillis(thread));
            List<Boolean> answers =
                    race.run((store, thread) -> store.rotate(Sessions.rotation(session, times.get(thread))));
            assertWinners("rotate from one generation", 1, answers, true);
            Session after = stored(session.id());
            assertEquals(1, after.generation());
            assertEquals(
                    times.get(answers.indexOf(true)), after.rotatedAt(), "the winner's rotation is the stored one");
        });
    }

    @Test
    final void noGenerationIsSkippedOrTakenTwice() {
        race(this::createSessionStore, race -> {
            Session session = inserted(Sessions.fresh(now));
            List<List<Long>> won = race.run((store, thread) -> {
                List<Long> mine = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    Session seen = store.find(session.id()).orElseThrow();
                    if (store.rotate(Sessions.rotation(seen, now))) {
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
    final void noRotationBringsAnEndedSessionBack() {
        race(this::createSessionStore, race -> {
            Session session = inserted(Sessions.fresh(now));
            race.run((store, thread) -> thread == middleThread()
                    ? store.end(session.id(), session.userId())
                    : store.find(session.id())
                            .filter(seen -> store.rotate(Sessions.rotation(seen, now)))
                            .isPresent());
            assertEquals(Optional.empty(), createSessionStore().find(session.id()), "ended is ended");
            assertEquals(List.of(), Sessions.latest(createSessionStore(), session.userId(), 10), "ended is ended");
        });
    }

    @Test
    final void oneOfManyEndsWins() {
        race(this::createSessionStore, race -> {
            Session session = inserted(Sessions.fresh(now));
            List<Boolean> answers = race.run((store, thread) -> store.end(session.id(), session.userId()));
            assertWinners("end", 1, answers, true);
        });
    }

    @Test
    final void everySessionIsEndedOnce() {
        race(this::createSessionStore, race -> {
            Session kept = inserted(Sessions.fresh(now));
            for (int i = 0; i < 4; i++) {
                inserted(Sessions.of(kept.userId(), now));
            }
            List<Integer> ended = race.run((store, thread) -> store.endAllExcept(kept.userId(), kept.id()));
            assertEquals(
                    4, ended.stream().mapToInt(Integer::intValue).sum(), "4 sessions ended by all callers together");
            assertEquals(List.of(kept), Sessions.latest(createSessionStore(), kept.userId(), 10));
        });
    }

    @Test
    final void purgeAndEndTakeASessionOnce() {
        Sessions.drain(createSessionStore(), longAgo);
        race(this::createSessionStore, race -> {
            Session session = inserted(Sessions.fresh(longAgo));
            List<Integer> answers = race.run((store, thread) -> thread % 2 == 0
                    ? store.endAll(session.userId())
                    : store.purge(session.expiresAt().plusMillis(1), Sessions.PURGE_LIMIT));
            assertWinners("end and purge of one session", 1, answers, 1);
            assertEquals(Optional.empty(), createSessionStore().find(session.id()), "gone is gone");
        });
    }

    private Session inserted(Session session) {
        createSessionStore().insert(session);
        return session;
    }

    private Session stored(String id) {
        return createSessionStore().find(id).orElseThrow(() -> new AssertionError("The stored session is not found"));
    }
}
