package io.github.keystile.auth.testkit;

import io.github.keystile.auth.AuthStores;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemoryAuthServiceTest extends AuthServiceContract {
    private final AuthStores stores = AuthStores.inMemory();

    @Override
    protected AuthStores createStores() {
        return stores;
    }
}
