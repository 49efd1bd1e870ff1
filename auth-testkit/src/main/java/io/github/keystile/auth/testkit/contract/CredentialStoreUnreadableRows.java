package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.credential.CredentialStore.Insert;
import io.github.keystile.auth.credential.StoredCredential;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CredentialStore} does with rows that somebody else wrote and that it cannot read; beside {@link
 * CredentialStoreContract}. The package says how to run it.
 */
public abstract class CredentialStoreUnreadableRows extends Contract {
    /** For subclasses. */
    protected CredentialStoreUnreadableRows() {}

    /**
     * Makes an adapter, as in {@link CredentialStoreContract#createCredentialStore}.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract CredentialStore createCredentialStore();

    /**
     * How a credential's row can be damaged: each column by a value that the database takes and no credential has. The
     * id, the user's id, kind and key stay.
     *
     * @return one or more
     */
    protected abstract List<Damage> damages();

    /** Lists included: one that left a due factor out would let in whom it should stop. */
    @Test
    final void whoeverLooksForItIsToldRowAndColumn() {
        assertFalse(damages().isEmpty());
        for (Damage damage : damages()) {
            StoredCredential credential = damaged(damage);
            CredentialStore store = createCredentialStore();
            Unreadable.assertTold(credential.id(), damage, () -> store.find(credential.kind(), credential.key()));
            Unreadable.assertTold(credential.id(), damage, () -> store.list(credential.userId(), 10));
        }
    }

    @Test
    final void itKeepsItsKeyAndNobodyElseIsConcerned() {
        for (Damage damage : damages()) {
            StoredCredential credential = damaged(damage);
            StoredCredential other = Credentials.inserted(createCredentialStore(), Credentials.fresh(now));
            CredentialStore store = createCredentialStore();
            assertEquals(Insert.SAME_ID, store.insert(credential), damage::toString);
            StoredCredential rival = Credentials.of(now, Fresh.id(), credential.kind(), credential.key(), null);
            assertEquals(Insert.KEY_TAKEN, store.insert(rival), damage::toString);
            assertEquals(other, Credentials.stored(store, other), damage::toString);
            assertTrue(store.remove(credential.id(), credential.userId()), damage::toString);
            assertEquals(Optional.empty(), store.find(credential.kind(), credential.key()), damage::toString);
        }
    }

    private StoredCredential damaged(Damage damage) {
        StoredCredential credential = Credentials.inserted(createCredentialStore(), Credentials.fresh(now));
        damage.toRow().accept(credential.id());
        return credential;
    }
}
