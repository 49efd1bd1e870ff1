package io.github.keystile.auth.testkit.memory;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.testkit.attack.NextVersionContract;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemoryNextVersionTest extends NextVersionContract {
    private final AuthStores stores = AuthStores.inMemory();

    @Override
    protected AuthStores createStores() {
        return stores;
    }
}
