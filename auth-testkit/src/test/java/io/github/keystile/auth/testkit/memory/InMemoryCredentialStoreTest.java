package io.github.keystile.auth.testkit.memory;

import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.credential.InMemoryCredentialStore;
import io.github.keystile.auth.testkit.contract.CredentialStoreContract;
import io.github.keystile.auth.testkit.contract.CredentialStoreRaces;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemoryCredentialStoreTest {
    private final CredentialStore store = new InMemoryCredentialStore();

    @Nested
    class Rows extends CredentialStoreContract {
        @Override
        protected CredentialStore createCredentialStore() {
            return store;
        }
    }

    @Nested
    class Races extends CredentialStoreRaces {
        @Override
        protected CredentialStore createCredentialStore() {
            return store;
        }
    }
}
