package io.github.keystile.auth.testkit.contract;

import static io.github.keystile.auth.testkit.contract.Race.assertWinners;
import static io.github.keystile.auth.testkit.contract.Race.assertWon;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.keystile.auth.credential.CredentialKind;
import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.credential.CredentialStore.Insert;
import io.github.keystile.auth.credential.StoredCredential;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CredentialStore} promises under concurrent calls; beside {@link CredentialStoreContract}. The package
 * says how to run it.
 */
public abstract class CredentialStoreRaces extends Contract {
    private static final int CODES = 10;

    /** For subclasses. */
    protected CredentialStoreRaces() {}

    /**
     * Makes an adapter. Called many times in a test: every adapter must be a new object and all of them must work on
     * the same database, as the processes of one application do. Only an in-memory store may be the same object.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract CredentialStore createCredentialStore();

    /** How many threads race: 32, because what is decided here is who gets in. */
    @Override
    protected int threads() {
        return 32;
    }

    @Test
    final void oneOfManyInsertsOfAKeyWins() {
        race(this::createCredentialStore, race -> {
            String key = Fresh.id();
            List<Insert> answers = race.run(
                    (store, thread) -> store.insert(Credentials.of(now, Fresh.id(), CredentialKind.SPENT, key, null)));
            assertWinners("insert of one kind and key", 1, answers, Insert.INSERTED);
            assertWinners("insert of one kind and key", answers.size() - 1, answers, Insert.KEY_TAKEN);
        });
    }

    @Test
    final void oneOfManyInsertsOfAnIdWins() {
        race(this::createCredentialStore, race -> {
            StoredCredential shared = Credentials.fresh(now);
            List<Insert> answers = race.run((store, thread) -> store.insert(shared));
            assertWinners("insert of one id", 1, answers, Insert.INSERTED);
            assertWinners("insert of one id", answers.size() - 1, answers, Insert.SAME_ID);
        });
    }

    @Test
    final void oneOfManyReplacesOfAVersionWins() {
        race(this::createCredentialStore, race -> {
            StoredCredential seen = inserted(Credentials.fresh(now));
            List<Boolean> answers = race.run(
                    (store, thread) -> store.replace(Credentials.with(seen, "by " + thread, now.plusMillis(thread))));
            assertWinners("replace from one version", 1, answers, true);
            StoredCredential after = stored(seen);
            int winner = answers.indexOf(true);
            assertEquals(1, after.version());
            assertEquals("by " + winner, after.data(), "the winner's data is the stored one");
            assertEquals(now.plusMillis(winner), after.usedAt(), "the winner's data is the stored one");
        });
    }

    /** Each thread spends a code of its own, of the same row: every code that is spent is spent once, and none is lost. */
    @Test
    final void allCodesOfOneRowAreSpentOnce() {
        race(this::createCredentialStore, race -> {
            StoredCredential codes = inserted(Credentials.with(Credentials.fresh(now), "1".repeat(CODES), null));
            List<Boolean> spent = race.run((store, thread) -> spend(store, codes, thread % CODES));
            assertWon(
                    "spending the ten codes of one row",
                    CODES,
                    spent.stream().filter(won -> won).count(),
                    spent.size());
            StoredCredential after = stored(codes);
            assertEquals("0".repeat(CODES), after.data());
            assertEquals(CODES, after.version(), "one version for each code");
        });
    }

    /** As whoever spends a code does: read, look, replace, and again if somebody else was faster. */
    private static boolean spend(CredentialStore store, StoredCredential codes, int code) {
        while (true) {
            StoredCredential seen = store.find(codes.kind(), codes.key()).orElseThrow();
            if (seen.data().charAt(code) == '0') {
                return false;
            }
            StringBuilder left = new StringBuilder(seen.data());
            left.setCharAt(code, '0');
            if (store.replace(Credentials.with(seen, left.toString(), seen.createdAt()))) {
                return true;
            }
        }
    }

    @Test
    final void oneOfManyRemovesWins() {
        race(this::createCredentialStore, race -> {
            StoredCredential credential = inserted(Credentials.fresh(now));
            List<Boolean> answers = race.run((store, thread) -> store.remove(credential.id(), credential.userId()));
            assertWinners("remove", 1, answers, true);
            assertEquals(Optional.empty(), createCredentialStore().find(credential.kind(), credential.key()));
        });
    }

    @Test
    final void noReplaceBringsARemovedCredentialBack() {
        race(this::createCredentialStore, race -> {
            StoredCredential credential = inserted(Credentials.fresh(now));
            race.run((store, thread) -> thread == middleThread()
                    ? store.remove(credential.id(), credential.userId())
                    : store.find(credential.kind(), credential.key())
                            .filter(seen -> store.replace(Credentials.with(seen, "back", now)))
                            .isPresent());
            assertEquals(
                    Optional.empty(),
                    createCredentialStore().find(credential.kind(), credential.key()),
                    "removed is removed");
            assertEquals(List.of(), createCredentialStore().list(credential.userId(), 10), "removed is removed");
        });
    }

    @Test
    final void purgeAndRemoveTakeACredentialOnce() {
        Credentials.drain(createCredentialStore(), longAgo);
        race(this::createCredentialStore, race -> {
            StoredCredential credential = inserted(Credentials.expiring(now, longAgo));
            List<Integer> answers = race.run((store, thread) -> thread % 2 == 0
                    ? store.removeAll(credential.userId())
                    : store.purge(longAgo.plusMillis(1), Credentials.PURGE_LIMIT));
            assertWinners("remove and purge of one credential", 1, answers, 1);
        });
    }

    private StoredCredential inserted(StoredCredential credential) {
        return Credentials.inserted(createCredentialStore(), credential);
    }

    private StoredCredential stored(StoredCredential credential) {
        return Credentials.stored(createCredentialStore(), credential);
    }
}
