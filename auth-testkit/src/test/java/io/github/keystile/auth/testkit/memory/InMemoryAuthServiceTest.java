package io.github.keystile.auth.testkit.memory;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.testkit.attack.AuthServiceContract;
import io.github.keystile.auth.testkit.attack.AuthServiceRaces;
import io.github.keystile.auth.testkit.attack.AuthServiceThefts;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemoryAuthServiceTest {
    private final AuthStores stores = AuthStores.inMemory();

    @Nested
    class Life extends AuthServiceContract {
        @Override
        protected AuthStores createStores() {
            return stores;
        }
    }

    @Nested
    class Races extends AuthServiceRaces {
        @Override
        protected AuthStores createStores() {
            return stores;
        }
    }

    @Nested
    class Thefts extends AuthServiceThefts {
        @Override
        protected AuthStores createStores() {
            return stores;
        }
    }
}
