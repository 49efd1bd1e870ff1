package io.github.keystile.auth.store.mongo;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.testkit.attack.EnumerationContract;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** Known and unknown cost the same commands, those of the limits included. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnumerationTest extends EnumerationContract {
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

    /** Which command on which collection. Each row of a limit is written by a command of its own, new or not. */
    @Override
    protected List<String> work() {
        return server.commands().take().stream()
                .map(BsonDocument::getFirstKey)
                .map(command -> command.equals("insert") ? "update" : command)
                .toList();
    }

    @Override
    protected String name() {
        return "MongoDB";
    }
}
