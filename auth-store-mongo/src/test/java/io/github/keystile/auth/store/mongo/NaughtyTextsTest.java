package io.github.keystile.auth.store.mongo;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.testkit.AnyTextContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NaughtyTextsTest extends AnyTextContract {
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        server.indexed();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    protected AuthStores createStores() {
        return server.stores().all();
    }
}
