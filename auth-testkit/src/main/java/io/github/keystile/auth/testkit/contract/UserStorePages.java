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
import java.util.List;
import org.junit.jupiter.api.Test;

/** How every {@link UserStore} pages through its users; beside {@link UserStoreContract}. The package says how to run it. */
public abstract class UserStorePages extends Contract {
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
            assertEquals(ids(expected), ids(pagesUntil(time.plusMillis(1), new UserCursor(time, ""), limit)));
        }
        UserStore store = createUserStore();
        StoredUser third = expected.get(2);
        assertEquals(List.of(third.id()), ids(store.page(UserCursor.after(expected.get(1)), 1)));
        assertTrue(store.delete(third.id()));
        List<StoredUser> rest = pagesUntil(time.plusMillis(1), UserCursor.after(third), 2);
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

    /** What stands in the pages, up to a time; a page before the last is full. */
    private List<StoredUser> pagesUntil(Instant last, UserCursor start, int limit) {
        List<StoredUser> all = new ArrayList<>();
        UserCursor cursor = start;
        while (true) {
            List<StoredUser> page = createUserStore().page(cursor, limit);
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
