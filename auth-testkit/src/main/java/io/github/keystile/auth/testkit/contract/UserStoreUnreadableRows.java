package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserCursor;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Insert;
import io.github.keystile.auth.user.Username;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What every {@link UserStore} does with rows that somebody else wrote and that it cannot read; beside {@link
 * UserStoreContract}. The package says how to run it.
 */
public abstract class UserStoreUnreadableRows extends Contract {
    /** For subclasses. */
    protected UserStoreUnreadableRows() {}

    /**
     * Makes an adapter, as in {@link UserStoreContract#createUserStore}.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract UserStore createUserStore();

    /**
     * How a user's row can be damaged: each column by a value that the database takes and no user has, such as a status
     * that nobody has heard of. The id, the keys that are looked up and the creation time stay.
     *
     * @return one or more
     */
    protected abstract List<Damage> damages();

    @Test
    final void whoeverLooksForItIsToldRowAndColumn() {
        assertFalse(damages().isEmpty());
        for (Damage damage : damages()) {
            StoredUser user = damaged(damage, now);
            UserStore store = createUserStore();
            Unreadable.assertTold(user.id(), damage, () -> store.findById(user.id()));
            Unreadable.assertTold(
                    user.id(), damage, () -> store.findByEmail(user.user().email()));
            Unreadable.assertTold(user.id(), damage, () -> store.findByUsername(username(user)));
        }
    }

    @Test
    final void pagesReadPastIt() {
        for (Damage damage : damages()) {
            Instant time = Users.timeOfNobody();
            StoredUser first = inserted(Users.fresh(time));
            StoredUser broken = damaged(damage, time.plusMillis(1));
            damaged(damage, time.plusMillis(2));
            StoredUser last = inserted(Users.fresh(time.plusMillis(3)));
            UserStore store = createUserStore();
            UserCursor start = new UserCursor(time, "");
            assertEquals(List.of(first.id(), last.id()), ids(store.page(start, 2)), damage::toString);
            assertEquals(List.of(last.id()), ids(store.page(UserCursor.after(first), 1)), damage::toString);
            assertEquals(List.of(last.id()), ids(store.page(UserCursor.after(broken), 1)), damage::toString);
        }
    }

    @Test
    final void itsNamesStayTakenAndNobodyElseIsConcerned() {
        for (Damage damage : damages()) {
            StoredUser user = damaged(damage, now);
            StoredUser other = inserted(Users.fresh(now));
            UserStore store = createUserStore();
            assertEquals(Insert.SAME_ID, store.insert(user), damage::toString);
            assertEquals(Insert.EMAIL_TAKEN, store.insert(Users.of(user.user().email(), null, now)), damage::toString);
            assertEquals(
                    Insert.USERNAME_TAKEN,
                    store.insert(Users.of(Fresh.email(), username(user), now)),
                    damage::toString);
            assertEquals(
                    other.id(), store.findById(other.id()).map(StoredUser::id).orElse(""), damage::toString);
            assertTrue(store.delete(user.id()), damage::toString);
            assertEquals(Insert.INSERTED, store.insert(user), damage::toString);
        }
    }

    private StoredUser damaged(Damage damage, Instant createdAt) {
        StoredUser user = inserted(Users.withFacts(Users.fresh(createdAt), "{\"v\":1}"));
        damage.toRow().accept(user.id());
        return user;
    }

    private StoredUser inserted(StoredUser user) {
        assertEquals(Insert.INSERTED, createUserStore().insert(user));
        return user;
    }

    private static Username username(StoredUser user) {
        return Objects.requireNonNull(user.user().username());
    }

    private static List<String> ids(List<StoredUser> users) {
        return users.stream().map(StoredUser::id).toList();
    }
}
