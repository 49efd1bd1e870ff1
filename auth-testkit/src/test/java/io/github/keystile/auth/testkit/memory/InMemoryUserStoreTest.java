package io.github.keystile.auth.testkit.memory;

import io.github.keystile.auth.testkit.contract.UserStoreContract;
import io.github.keystile.auth.testkit.contract.UserStorePages;
import io.github.keystile.auth.testkit.contract.UserStoreRaces;
import io.github.keystile.auth.user.InMemoryUserStore;
import io.github.keystile.auth.user.UserStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemoryUserStoreTest {
    private final UserStore store = new InMemoryUserStore();

    @Nested
    class Rows extends UserStoreContract {
        @Override
        protected UserStore createUserStore() {
            return store;
        }
    }

    @Nested
    class Races extends UserStoreRaces {
        @Override
        protected UserStore createUserStore() {
            return store;
        }
    }

    @Nested
    class Pages extends UserStorePages {
        @Override
        protected UserStore createUserStore() {
            return store;
        }
    }
}
