package io.github.keystile.auth.store.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.github.keystile.auth.testkit.attack.ProcessRace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several processes on one server race for one code, one refresh, one username and one limit. */
@Tag("slow")
class ProcessRaceTest {
    @Test
    @Timeout(600)
    @Tag("OTP-03")
    @Tag("OTP-04")
    @Tag("STO-01")
    void haveOneWinnerEach() throws Exception {
        try (TestServer server = TestServer.start()) {
            ProcessBuilder process = ProcessRace.process(ProcessRaceTest.class, server.prefix());
            process.environment().put(TestServer.VARIABLE, server.uri());
            ProcessRace.assertOneWinnerEach(server.indexed().all(), process);
        }
    }

    /** Argument: the prefix of the collections. */
    public static void main(String[] args) throws Exception {
        String uri = System.getenv(TestServer.VARIABLE);
        try (MongoClient client = MongoClients.create(uri)) {
            MongoStores stores =
                    MongoStores.on(TestServer.database(client, uri)).collectionPrefix(args[0]);
            ProcessRace.join(stores.all(), System.in, System.out);
        }
    }
}
