package io.github.keystile.auth.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.user.UserStore.Insert;
import io.github.keystile.auth.user.UserStore.Proof;
import io.github.keystile.auth.user.UserStore.Replace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InMemoryUserStoreTest {
    private final UserStore store = new InMemoryUserStore();

    @Test
    void findsWhatWasInserted() {
        StoredUser ann = user("1", "Ann@x.com", "Ann", 0, 0);

        assertThat(store.insert(ann)).isEqualTo(Insert.INSERTED);

        assertThat(store.findById("1")).contains(ann);
        assertThat(store.findByEmail(EmailAddress.of("ann@X.com"))).contains(ann);
        assertThat(store.findByUsername(Username.of("ANN"))).contains(ann);
        assertThat(store.findById("2")).isEmpty();
        assertThat(store.findByEmail(EmailAddress.of("b@x.com"))).isEmpty();
        assertThat(store.findByUsername(Username.of("bob"))).isEmpty();
    }

    @Test
    @Tag("SGN-04")
    void tellsTheLoserWhatWasTaken() {
        store.insert(user("1", "ann@x.com", "ann", 0, 0));

        assertThat(store.insert(user("1", "ann@x.com", "ann", 0, 0))).isEqualTo(Insert.SAME_ID);
        assertThat(store.insert(user("2", "ANN@x.com", "ANN", 0, 0))).isEqualTo(Insert.EMAIL_TAKEN);
        assertThat(store.insert(user("2", "bob@x.com", "ANN", 0, 0))).isEqualTo(Insert.USERNAME_TAKEN);
        assertThat(store.findById("2")).isEmpty();
        assertThat(store.insert(user("2", "bob@x.com", null, 0, 0))).isEqualTo(Insert.INSERTED);
        assertThat(store.insert(user("3", "cy@x.com", null, 0, 0))).isEqualTo(Insert.INSERTED);
    }

    @Test
    @Tag("SGN-04")
    void oneOfManyInsertsOfAnAddressWins() throws Exception {
        assertThat(race(i -> store.insert(user("u" + i, "ann@x.com", null, 0, 0))))
                .containsOnlyOnce(Insert.INSERTED);
    }

    @Test
    void replacesByVersionAndFreesOldNames() {
        store.insert(user("1", "ann@x.com", "ann", 0, 0));
        store.insert(user("2", "bob@x.com", "bob", 0, 0));

        assertThat(store.replace(user("1", "bob@x.com", "ann", 0, 0))).isEqualTo(Replace.EMAIL_TAKEN);
        assertThat(store.replace(user("1", "ann@x.com", "bob", 0, 0))).isEqualTo(Replace.USERNAME_TAKEN);
        assertThat(store.replace(user("1", "ann2@x.com", null, 0, 5))).isEqualTo(Replace.REPLACED);
        assertThat(store.replace(user("1", "ann3@x.com", null, 0, 0))).isEqualTo(Replace.STALE);
        assertThat(store.replace(user("3", "cy@x.com", null, 0, 0))).isEqualTo(Replace.STALE);

        StoredUser ann = store.findById("1").orElseThrow();
        assertThat(ann.version()).isEqualTo(1);
        assertThat(ann.epoch()).isEqualTo(5);
        assertThat(ann.user().email().address()).isEqualTo("ann2@x.com");
        assertThat(store.findByEmail(EmailAddress.of("ann@x.com"))).isEmpty();
        assertThat(store.findByUsername(Username.of("ann"))).isEmpty();
    }

    @Test
    void replaceKeepsHashAndCreation() {
        StoredUser old = user("1", "ann@x.com", null, 0, 0);
        store.insert(old);
        User now = new User(
                "1",
                EmailAddress.of("ann@x.com"),
                null,
                true,
                UserStatus.DISABLED,
                Set.of("r"),
                Attributes.none().with("a", 1),
                Instant.EPOCH.plusSeconds(9));

        store.replace(new StoredUser(now, "other", 0, 1));

        StoredUser kept = store.findById("1").orElseThrow();
        assertThat(kept.passwordHash()).isEqualTo("hash");
        assertThat(kept.user().createdAt()).isEqualTo(old.user().createdAt());
        assertThat(kept.user().status()).isEqualTo(UserStatus.DISABLED);
        assertThat(kept.user().roles()).containsExactly("r");
        assertThat(kept.user().attributes().value("a")).contains(1L);
    }

    @Test
    void setsAPasswordByEpoch() {
        store.insert(user("1", "ann@x.com", null, 0, 0));

        assertThat(store.setPassword("1", 1, new NewPassword("new", null, Proof.PASSWORD)))
                .isFalse();
        assertThat(store.setPassword("2", 0, new NewPassword("new", null, Proof.PASSWORD)))
                .isFalse();
        assertThat(store.setPassword("1", 0, new NewPassword("new", null, Proof.PASSWORD)))
                .isTrue();
        assertThat(store.findById("1").orElseThrow().user().emailVerified()).isFalse();
        assertThat(store.setPassword("1", 1, new NewPassword("newer", null, Proof.MAILBOX)))
                .isTrue();

        StoredUser ann = store.findById("1").orElseThrow();
        assertThat(ann.user().emailVerified()).isTrue();
        assertThat(ann.passwordHash()).isEqualTo("newer");
        assertThat(ann.epoch()).isEqualTo(2);
        assertThat(ann.version()).isEqualTo(2);
    }

    @Test
    void oneOfManyNewPasswordsOfAnEpochWins() throws Exception {
        store.insert(user("1", "ann@x.com", null, 0, 0));

        assertThat(race(i -> store.setPassword("1", 0, new NewPassword("new" + i, null, Proof.MAILBOX))))
                .containsOnlyOnce(true);
    }

    @Test
    @Tag("PWD-14")
    void aRehashNeverOverwritesANewPassword() {
        store.insert(user("1", "ann@x.com", null, 0, 0));

        assertThat(store.rehash("1", "other", "stronger")).isFalse();
        assertThat(store.rehash("1", "hash", "stronger")).isTrue();

        StoredUser ann = store.findById("1").orElseThrow();
        assertThat(ann.passwordHash()).isEqualTo("stronger");
        assertThat(ann.epoch()).isZero();
        assertThat(ann.version()).isEqualTo(1);
    }

    @Test
    void raisesEpochsAndDeletesOnce() throws Exception {
        store.insert(user("1", "ann@x.com", "ann", 0, 0));

        assertThat(race(i -> store.raiseEpoch("1"))).containsOnly(true);
        assertThat(store.findById("1").orElseThrow().epoch()).isEqualTo(16);
        assertThat(store.findById("1").orElseThrow().version()).isEqualTo(16);
        assertThat(race(i -> store.delete("1"))).containsOnlyOnce(true);
        assertThat(store.raiseEpoch("1")).isFalse();
        assertThat(store.insert(user("2", "ann@x.com", "ann", 0, 0))).isEqualTo(Insert.INSERTED);
    }

    @Test
    void keepsInstantsToTheMillisecond() {
        User ann = user("1", "ann@x.com", null, 0, 0).user();
        Instant fine = Instant.ofEpochSecond(1, 2_345_678);
        store.insert(new StoredUser(
                new User("1", ann.email(), null, false, ann.status(), ann.roles(), ann.attributes(), fine),
                null,
                0,
                0));

        assertThat(store.findById("1").orElseThrow().user().createdAt()).isEqualTo(Instant.ofEpochMilli(1002));
    }

    private static <T> List<T> race(Call<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<T>> calls = IntStream.range(0, 16)
                    .mapToObj(i -> (Callable<T>) () -> call.with(i))
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Call<T> {
        T with(int i);
    }

    private static StoredUser user(String id, String email, @Nullable String username, long version, long epoch) {
        User user = new User(
                id,
                EmailAddress.of(email),
                username == null ? null : Username.of(username),
                false,
                UserStatus.ACTIVE,
                Set.of(),
                Attributes.none(),
                Instant.EPOCH);
        return new StoredUser(user, "hash", version, epoch);
    }
}
