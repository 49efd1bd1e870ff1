package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SessionStore} does with rows that somebody else wrote and that it cannot read; beside {@link
 * SessionStoreContract}. The package says how to run it.
 */
public abstract class SessionStoreUnreadableRows extends Contract {
    /** For subclasses. */
    protected SessionStoreUnreadableRows() {}

    /**
     * Makes an adapter, as in {@link SessionStoreContract#createSessionStore}.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract SessionStore createSessionStore();

    /**
     * How a session's row can be damaged: each column by a value that the database takes and no session has. The id,
     * the user's id and the creation time stay.
     *
     * @return one or more
     */
    protected abstract List<Damage> damages();

    @Test
    final void whoeverLooksForItIsToldRowAndColumn() {
        assertFalse(damages().isEmpty());
        for (Damage damage : damages()) {
            Session session = damaged(damage, Fresh.id(), now);
            Unreadable.assertTold(
                    session.id(), damage, () -> createSessionStore().find(session.id()));
        }
    }

    @Test
    final void listsReadPastIt() {
        for (Damage damage : damages()) {
            String userId = Fresh.id();
            Session oldest = inserted(Sessions.of(userId, now));
            damaged(damage, userId, now.plusMillis(1));
            Session broken = damaged(damage, userId, now.plusMillis(2));
            Session newest = inserted(Sessions.of(userId, now.plusMillis(3)));
            SessionStore store = createSessionStore();
            assertEquals(List.of(newest, oldest), store.list(userId, SessionCursor.start(), 10), damage::toString);
            assertEquals(List.of(newest, oldest), store.list(userId, SessionCursor.start(), 2), damage::toString);
            assertEquals(List.of(oldest), store.list(userId, SessionCursor.after(newest), 1), damage::toString);
            assertEquals(List.of(oldest), store.list(userId, SessionCursor.after(broken), 1), damage::toString);
        }
    }

    @Test
    final void itCanBeEndedAndNobodyElseIsConcerned() {
        for (Damage damage : damages()) {
            String userId = Fresh.id();
            Session session = damaged(damage, userId, now);
            Session other = inserted(Sessions.of(userId, now));
            SessionStore store = createSessionStore();
            assertTrue(store.rotate(Sessions.rotation(other, now.plusSeconds(40))), damage::toString);
            assertTrue(store.end(session.id(), userId), damage::toString);
            assertEquals(Optional.empty(), store.find(session.id()), damage::toString);
            damaged(damage, userId, now);
            assertEquals(2, store.endAll(userId), damage::toString);
        }
    }

    private Session damaged(Damage damage, String userId, Instant createdAt) {
        Session session = inserted(Sessions.of(userId, createdAt));
        damage.toRow().accept(session.id());
        return session;
    }

    private Session inserted(Session session) {
        createSessionStore().insert(session);
        return session;
    }
}
