package io.github.keystile.auth.testkit;

import io.github.keystile.auth.user.InMemoryUserStore;
import io.github.keystile.auth.user.UserStore;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemoryUserStoreTest extends UserStoreContract {
    private final UserStore store = new InMemoryUserStore();

    @Override
    protected UserStore createUserStore() {
        return store;
    }
}
