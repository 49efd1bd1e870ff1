package io.github.keystile.auth.testkit;

import io.github.keystile.auth.AuthStores;

class InMemoryAnyTextTest extends AnyTextContract {
    @Override
    protected AuthStores createStores() {
        return AuthStores.inMemory();
    }
}
