package io.github.keystile.auth.testkit;

import io.github.keystile.auth.session.InMemorySessionStore;
import io.github.keystile.auth.session.SessionStore;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemorySessionStoreTest extends SessionStoreContract {
    private final SessionStore store = new InMemorySessionStore();

    @Override
    protected SessionStore createSessionStore() {
        return store;
    }
}
