package io.github.keystile.auth.store.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Collections of their own on the deployment that {@code KEYSTILE_TEST_MONGODB_URI} names, in its database or in
 * {@code keystile_test}; on a server inside this process, if it names none.
 */
final class TestServer implements AutoCloseable {
    static final String VARIABLE = "KEYSTILE_TEST_MONGODB_URI";

    private final MongoServer embedded;
    private final String uri;
    private final MongoClient client;
    private final String prefix =
            "t" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT) + "_";

    private final CommandLog commands = new CommandLog();

    private TestServer(MongoServer embedded, String uri) {
        this.embedded = embedded;
        this.uri = uri;
        this.client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .addCommandListener(commands)
                .build());
    }

    static TestServer start() {
        String given = System.getenv(VARIABLE);
        return given == null || given.isBlank() ? embedded() : new TestServer(null, given);
    }

    private static TestServer embedded() {
        MongoServer server = new MongoServer(new SnapshotBackend());
        return new TestServer(server, server.bindAndGetConnectionString());
    }

    String uri() {
        return uri;
    }

    /** What this object's own client sent. */
    CommandLog commands() {
        return commands;
    }

    String prefix() {
        return prefix;
    }

    MongoDatabase database() {
        return database(client, uri);
    }

    static MongoDatabase database(MongoClient client, String uri) {
        return client.getDatabase(Objects.requireNonNullElse(new ConnectionString(uri).getDatabase(), "keystile_test"));
    }

    MongoStores stores() {
        return MongoStores.on(database()).collectionPrefix(prefix);
    }

    MongoStores indexed() {
        stores().ensureIndexes();
        return stores();
    }

    MongoCollection<Document> collection(String name) {
        return database().getCollection(prefix + name);
    }

    /** Everything that the collections hold, as text. */
    String dump() {
        StringBuilder dump = new StringBuilder();
        for (MongoCollection<Document> collection : collections()) {
            collection.find().forEach(document -> dump.append(document.toJson()).append('\n'));
        }
        return dump.toString();
    }

    void drop() {
        collections().forEach(MongoCollection::drop);
    }

    private List<MongoCollection<Document>> collections() {
        return Stream.of("user", "challenge", "session", "limit", "credential", "schema")
                .map(this::collection)
                .toList();
    }

    @Override
    public void close() {
        drop();
        client.close();
        if (embedded != null) {
            embedded.shutdownNow();
        }
    }
}
