package io.github.keystile.auth.testkit.memory;

import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.credential.InMemoryCredentialStore;
import io.github.keystile.auth.testkit.contract.CredentialStoreContract;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemoryCredentialStoreTest extends CredentialStoreContract {
    private final CredentialStore store = new InMemoryCredentialStore();

    @Override
    protected CredentialStore createCredentialStore() {
        return store;
    }
}
