package io.github.keystile.examples.emailapi;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.store.mongo.MongoStores;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Where accounts are kept, and what must be closed in the end. */
record Storage(AuthStores stores, Runnable closing) implements AutoCloseable {
    private static final String DATABASE = "email-api";
    private static final int SECONDS = 10;

    static Storage inMemory() {
        return new Storage(AuthStores.inMemory(), () -> {});
    }

    static Storage mongo(String uri) {
        ConnectionString address = parse(uri);
        // Before the address, which may say otherwise. Without it, nobody would wait less than half a minute.
        MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .timeout(SECONDS, TimeUnit.SECONDS)
                .applyConnectionString(address)
                .build());
        try {
            String database = Objects.requireNonNullElse(address.getDatabase(), DATABASE);
            MongoStores mongo = MongoStores.on(client.getDatabase(database));
            mongo.ensureIndexes();
            return new Storage(mongo.all(), client::close);
        } catch (StoreException e) {
            client.close();
            throw new StartUpRefused(
                    "MONGODB_URI leads to no MongoDB that lets us in: check it, and that the server runs");
        }
    }

    private static ConnectionString parse(String uri) {
        try {
            return new ConnectionString(uri);
        } catch (IllegalArgumentException e) {
            // Its message may repeat the address, which may hold a password.
            throw new StartUpRefused("MONGODB_URI is not a connection string: set mongodb://host/database");
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
