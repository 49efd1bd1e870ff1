package io.github.keystile.auth.testkit.memory;

import io.github.keystile.auth.session.InMemorySessionStore;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.contract.SessionStoreContract;
import io.github.keystile.auth.testkit.contract.SessionStoreGenerations;
import io.github.keystile.auth.testkit.contract.SessionStoreRaces;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemorySessionStoreTest {
    private final SessionStore store = new InMemorySessionStore();

    @Nested
    class Rows extends SessionStoreContract {
        @Override
        protected SessionStore createSessionStore() {
            return store;
        }
    }

    @Nested
    class Races extends SessionStoreRaces {
        @Override
        protected SessionStore createSessionStore() {
            return store;
        }
    }

    @Nested
    class Generations extends SessionStoreGenerations {
        @Override
        protected SessionStore createSessionStore() {
            return store;
        }
    }
}
