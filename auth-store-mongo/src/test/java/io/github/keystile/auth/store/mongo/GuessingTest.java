package io.github.keystile.auth.store.mongo;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.testkit.attack.GuessingContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** Two days of guessing; {@code -Dkeystile.guessing.days=30} plays a month and every length of codes. */
@Tag("slow")
class GuessingTest extends GuessingContract {
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start();
        server.indexed();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected AuthStores createStores() {
        return server.stores().all();
    }

    @Override
    protected String storeName() {
        return "MONGO";
    }
}
