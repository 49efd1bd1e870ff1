package io.github.keystile.auth.testkit.memory;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.testkit.attack.AnyTextContract;

class InMemoryAnyTextTest extends AnyTextContract {
    @Override
    protected AuthStores createStores() {
        return AuthStores.inMemory();
    }
}
