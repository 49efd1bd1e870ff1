package io.github.keystile.auth.testkit.memory;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.testkit.attack.GuessingContract;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class InMemoryGuessingTest extends GuessingContract {
    private final AuthStores stores = AuthStores.inMemory();

    @Override
    protected AuthStores createStores() {
        return stores;
    }

    @Override
    protected String storeName() {
        return "memory";
    }
}
