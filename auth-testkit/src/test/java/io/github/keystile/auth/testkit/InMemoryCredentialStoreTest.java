package io.github.keystile.auth.testkit;

import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.credential.InMemoryCredentialStore;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemoryCredentialStoreTest extends CredentialStoreContract {
    private final CredentialStore store = new InMemoryCredentialStore();

    @Override
    protected CredentialStore createCredentialStore() {
        return store;
    }
}
