package io.github.keystile.auth.testkit.memory;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.testkit.attack.RepeatedUserIdContract;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemoryRepeatedUserIdTest extends RepeatedUserIdContract {
    private final AuthStores stores = AuthStores.inMemory();

    @Override
    protected AuthStores createStores() {
        return stores;
    }
}
