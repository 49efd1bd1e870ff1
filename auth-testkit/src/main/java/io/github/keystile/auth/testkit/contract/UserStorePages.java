package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserCursor;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Insert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How every {@link UserStore} pages through its users; beside {@link UserStoreContract}. The package says how to run it. */
public abstract class UserStorePages extends Contract {
    private static final int CROWD = 16;

    /** For subclasses. */
    protected UserStorePages() {}

    /**
     * Makes an adapter, as in {@link UserStoreContract#createUserStore}.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract UserStore createUserStore();

    @Test
    final void pagesListEverybodyOnceByTimeAndId() {
        Instant time = Users.timeOfNobody();
        String suffix = Fresh.id();
        List<StoredUser> expected = new ArrayList<>();
        for (String start : List.of("+", "-", ".", "1", "B", "_", "a", "b", "~")) {
            expected.add(Users.withId(Users.fresh(time), start + suffix));
        }
        expected.add(Users.withId(Users.fresh(time.plusMillis(1)), "!" + suffix));
        expected.add(Users.withId(Users.fresh(time.plusMillis(1)), "z" + suffix));
        List<StoredUser> shuffled = new ArrayList<>(expected);
        Collections.shuffle(shuffled);
        shuffled.forEach(this::inserted);
        inserted(Users.fresh(time.minusMillis(1)));
        for (int limit : new int[] {1, 3, 4, UserStore.MAX_PAGE}) {
            assertEquals(
                    ids(expected),
                    ids(pagesUntil(createUserStore(), time.plusMillis(1), new UserCursor(time, ""), limit)));
        }
        UserStore store = createUserStore();
        StoredUser third = expected.get(2);
        assertEquals(List.of(third.id()), ids(store.page(UserCursor.after(expected.get(1)), 1)));
        assertTrue(store.delete(third.id()));
        List<StoredUser> rest = pagesUntil(store, time.plusMillis(1), UserCursor.after(third), 2);
        assertEquals(ids(expected.subList(3, expected.size())), ids(rest), "behind a user who is gone");
        assertEquals(1, store.page(UserCursor.start(), 1).size());
    }

    @Test
    final void pagesHaveALimit() {
        UserStore store = createUserStore();
        for (int limit : new int[] {Integer.MIN_VALUE, -1, 0, UserStore.MAX_PAGE + 1, Integer.MAX_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> store.page(UserCursor.start(), limit));
        }
    }

    /** One half reads pages, while the other has some users deleted and others come and go. */
    @Test
    final void whoIsThereAllTheTimeIsListedOnceWhileOthersComeAndGo() {
        race(this::createUserStore, race -> {
            Instant time = Users.timeOfNobody();
            List<StoredUser> staying = new ArrayList<>();
            List<StoredUser> leaving = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                staying.add(inserted(Users.fresh(time.plusMillis(i))));
                leaving.add(inserted(Users.fresh(time.plusMillis(i))));
            }
            List<List<StoredUser>> read = race.run((store, thread) -> {
                if (thread % 2 == 0) {
                    return pagesUntil(store, time.plusMillis(CROWD), new UserCursor(time, ""), 1 + thread);
                }
                for (int i = thread / 2; i < CROWD; i += threads() / 2) {
                    store.delete(leaving.get(i).id());
                    StoredUser passing = Users.fresh(time.plusMillis(i));
                    store.insert(passing);
                    store.delete(passing.id());
                }
                return staying;
            });
            for (List<StoredUser> all : read) {
                assertEquals(
                        ids(staying),
                        ids(all).stream().filter(ids(staying)::contains).toList(),
                        "those who were there all the time");
                assertEquals(new HashSet<>(ids(all)).size(), all.size(), "nobody is listed twice");
            }
        });
    }

    /** What stands in the pages, up to a time; a page before the last is full. */
    private static List<StoredUser> pagesUntil(UserStore store, Instant last, UserCursor start, int limit) {
        List<StoredUser> all = new ArrayList<>();
        UserCursor cursor = start;
        while (true) {
            List<StoredUser> page = store.page(cursor, limit);
            assertTrue(page.size() <= limit, "a page is too long");
            page.stream().filter(user -> !user.user().createdAt().isAfter(last)).forEach(all::add);
            if (page.size() < limit || page.get(limit - 1).user().createdAt().isAfter(last)) {
                return all;
            }
            cursor = UserCursor.after(page.get(limit - 1));
        }
    }

    private static List<String> ids(List<StoredUser> users) {
        return users.stream().map(StoredUser::id).toList();
    }

    private StoredUser inserted(StoredUser user) {
        assertEquals(Insert.INSERTED, createUserStore().insert(user));
        return user;
    }
}
