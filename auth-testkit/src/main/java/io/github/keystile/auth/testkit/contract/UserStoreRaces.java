package io.github.keystile.auth.testkit.contract;

import static io.github.keystile.auth.testkit.contract.Race.assertWinners;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.testkit.internal.HostileTexts;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Insert;
import io.github.keystile.auth.user.UserStore.Proof;
import io.github.keystile.auth.user.UserStore.Replace;
import io.github.keystile.auth.user.Username;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link UserStore} promises under concurrent calls; beside {@link UserStoreContract}. The package says how
 * to run it.
 */
public abstract class UserStoreRaces extends Contract {
    /** For subclasses. */
    protected UserStoreRaces() {}

    /**
     * Makes an adapter. Called many times in a test: every adapter must be a new object and all of them must work on
     * the same database, as the processes of one application do. Only an in-memory store may be the same object.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract UserStore createUserStore();

    @Test
    final void oneOfManyInsertsWithOneEmailKeyWins() {
        race(this::createUserStore, race -> {
            EmailAddress email = Fresh.email();
            List<Insert> answers = race.run((store, thread) ->
                    store.insert(Users.of(thread % 2 == 0 ? email : upper(email), Fresh.username(), now)));
            assertWinners("insert with one e-mail key", 1, answers, Insert.INSERTED);
            assertWinners("lost to an e-mail key", threads() - 1, answers, Insert.EMAIL_TAKEN);
        });
    }

    @Test
    final void oneOfManyInsertsWithOneUsernameKeyWins() {
        race(this::createUserStore, race -> {
            Username username = Fresh.username();
            List<Insert> answers = race.run((store, thread) -> store.insert(Users.of(Fresh.email(), username, now)));
            assertWinners("insert with one username key", 1, answers, Insert.INSERTED);
            assertWinners("lost to a username key", threads() - 1, answers, Insert.USERNAME_TAKEN);
        });
    }

    @Test
    final void oneOfManyInsertsWithOneIdWins() {
        race(this::createUserStore, race -> {
            StoredUser user = Users.fresh(now);
            List<Insert> answers = race.run((store, thread) -> store.insert(user));
            assertWinners("insert with one id", 1, answers, Insert.INSERTED);
            assertWinners("lost to the same id", threads() - 1, answers, Insert.SAME_ID);
        });
    }

    @Test
    final void oneOfManyReplacesOfOneVersionWins() {
        race(this::createUserStore, race -> {
            StoredUser user = inserted(Users.fresh(now));
            List<Username> names = race.run((store, thread) -> Fresh.username());
            List<Replace> answers = race.run((store, thread) ->
                    store.replace(Users.with(user, user.user().email(), names.get(thread))));
            assertWinners("replace of one version", 1, answers, Replace.REPLACED);
            assertEquals(
                    Optional.of(names.get(answers.indexOf(Replace.REPLACED))),
                    Optional.ofNullable(stored(user.id()).user().username()),
                    "the winner's state is the stored one");
            assertEquals(1, stored(user.id()).version());
        });
    }

    @Test
    final void oneOfManyReplacesToOneEmailKeyWins() {
        race(this::createUserStore, race -> {
            EmailAddress wanted = Fresh.email();
            List<Replace> answers = race.run((store, thread) -> {
                StoredUser user = Users.fresh(now);
                store.insert(user);
                return store.replace(Users.with(user, wanted, user.user().username()));
            });
            assertWinners("replace to one e-mail key", 1, answers, Replace.REPLACED);
            assertWinners("lost to an e-mail key", threads() - 1, answers, Replace.EMAIL_TAKEN);
        });
    }

    @Test
    final void oneOfManyReplacesToOneUsernameKeyWins() {
        race(this::createUserStore, race -> {
            Username wanted = Fresh.username();
            List<Replace> answers = race.run((store, thread) -> {
                StoredUser user = Users.fresh(now);
                store.insert(user);
                return store.replace(Users.with(user, user.user().email(), wanted));
            });
            assertWinners("replace to one username key", 1, answers, Replace.REPLACED);
            assertWinners("lost to a username key", threads() - 1, answers, Replace.USERNAME_TAKEN);
        });
    }

    @Test
    final void oneOfManyPasswordsSetAtOneEpochWins() {
        race(this::createUserStore, race -> {
            StoredUser user = inserted(Users.fresh(now));
            List<String> hashes = race.run((store, thread) -> Fresh.hash());
            List<Boolean> answers = race.run((store, thread) -> store.setPassword(
                    user.id(), user.epoch(), new NewPassword(hashes.get(thread), null, Proof.PASSWORD)));
            assertWinners("setPassword at one epoch", 1, answers, true);
            StoredUser after = stored(user.id());
            assertEquals(
                    hashes.get(answers.indexOf(true)), after.passwordHash(), "the winner's hash is the stored one");
            assertEquals(1, after.epoch());
            assertEquals(1, after.version());
        });
    }

    @Test
    final void aRehashNeverOverwritesANewPassword() {
        race(this::createUserStore, race -> {
            StoredUser user = inserted(Users.fresh(now));
            String newPassword = Fresh.hash();
            String oldHash = String.valueOf(user.passwordHash());
            List<Boolean> answers = race.run((store, thread) -> thread == 0
                    ? store.setPassword(user.id(), 0, new NewPassword(newPassword, null, Proof.PASSWORD))
                    : store.rehash(user.id(), oldHash, Fresh.hash()));
            assertTrue(answers.get(0), "nothing but a new epoch may refuse setPassword");
            assertTrue(count(answers) <= 2, () -> count(answers) - 1 + " rehashes of one hash won, at most 1 may");
            assertEquals(newPassword, stored(user.id()).passwordHash(), "the new password stays");
            assertEquals(count(answers), stored(user.id()).version(), "every write raises the version");
        });
    }

    @Test
    final void noRaisedEpochIsLost() {
        race(this::createUserStore, race -> {
            StoredUser user = inserted(Users.fresh(now));
            List<Boolean> answers = race.run((store, thread) -> store.raiseEpoch(user.id()));
            assertWinners("raiseEpoch, which everybody wins", threads(), answers, true);
            assertEquals(threads(), stored(user.id()).epoch(), "epochs raised and stored");
            assertEquals(threads(), stored(user.id()).version(), "versions raised and stored");
        });
    }

    @Test
    final void aReplaceNeverTakesARaisedEpochBack() {
        race(this::createUserStore, race -> {
            StoredUser user = inserted(Users.fresh(now));
            List<Boolean> answers = race.run((store, thread) ->
                    thread == 0 ? store.replace(user) == Replace.REPLACED : store.raiseEpoch(user.id()));
            assertEquals(threads() - 1, stored(user.id()).epoch(), "epochs raised and stored");
            assertEquals(count(answers), stored(user.id()).version(), "every write raises the version");
        });
    }

    @Test
    final void oneOfManyDeletesWins() {
        race(this::createUserStore, race -> {
            StoredUser user = inserted(Users.fresh(now));
            List<Boolean> answers = race.run((store, thread) -> store.delete(user.id()));
            assertWinners("delete", 1, answers, true);
        });
    }

    @Test
    final void nothingBringsADeletedUserBack() {
        race(this::createUserStore, race -> {
            StoredUser user = inserted(Users.fresh(now));
            String oldHash = String.valueOf(user.passwordHash());
            race.run((store, thread) -> {
                if (thread == middleThread()) {
                    return store.delete(user.id());
                }
                return switch (thread % 4) {
                    case 0 -> store.rehash(user.id(), oldHash, Fresh.hash());
                    case 1 -> store.raiseEpoch(user.id());
                    case 2 -> store.setPassword(user.id(), 0, new NewPassword(Fresh.hash(), null, Proof.MAILBOX));
                    default -> store.replace(user) == Replace.REPLACED;
                };
            });
            assertEquals(Optional.empty(), createUserStore().findById(user.id()), "deleted is deleted");
            assertEquals(
                    Optional.empty(), createUserStore().findByEmail(user.user().email()), "deleted is deleted");
        });
    }

    private StoredUser inserted(StoredUser user) {
        assertEquals(Insert.INSERTED, createUserStore().insert(user));
        return user;
    }

    private StoredUser stored(String id) {
        return createUserStore().findById(id).orElseThrow(() -> new AssertionError("The stored user is not found"));
    }

    private static EmailAddress upper(EmailAddress email) {
        return EmailAddress.of(HostileTexts.swapCase(email.address()));
    }

    private static long count(List<Boolean> answers) {
        return answers.stream().filter(answer -> answer).count();
    }
}
