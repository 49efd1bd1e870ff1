package io.github.keystile.examples.matrix;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.store.jdbc.JdbcStores;
import io.github.keystile.auth.store.mongo.MongoStores;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * What every process of an application is given: where its database is and its root secret.
 *
 * @param url for JDBC or MongoDB
 * @param prefix of tables or collections
 * @param secret in base64
 */
record Application(String url, String prefix, String secret) {
    /** More than there are threads held at once, each with a connection in its hands. */
    private static final int CONNECTIONS = 90;

    static String newSecret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    /** The patience is how long a call waits for a database that is not there. */
    AuthStores stores(Stores.Opened opened, Trap trap, Duration patience) {
        return isJdbc()
                ? jdbc(opened, trap, patience).all()
                : mongo(opened, trap, patience).all();
    }

    AuthStores stores(Stores.Opened opened, Trap trap) {
        return stores(opened, trap, Stores.PATIENCE);
    }

    void createSchema() {
        try (Stores.Opened opened = new Stores.Opened()) {
            if (isJdbc()) {
                jdbc(opened, new Trap(), Stores.PATIENCE).createIfMissing();
            } else {
                mongo(opened, new Trap(), Stores.PATIENCE).ensureIndexes();
            }
        }
    }

    private boolean isJdbc() {
        return url.startsWith("jdbc:");
    }

    private JdbcStores jdbc(Stores.Opened opened, Trap trap, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMinimumIdle(1);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(patience.toMillis());
        // Builds the pool even if no connection comes within the patience.
        config.setInitializationFailTimeout(-1);
        return JdbcStores.on(trap.before(opened.keep(new HikariDataSource(config))))
                .tablePrefix(prefix);
    }

    private MongoStores mongo(Stores.Opened opened, Trap trap, Duration patience) {
        MongoClient client = opened.keep(MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(url))
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(patience.toMillis(), TimeUnit.MILLISECONDS))
                .addCommandListener(trap)
                .build()));
        return MongoStores.on(client.getDatabase("keystile_matrix")).collectionPrefix(prefix);
    }

    AuthService service(AuthStores stores, Mailer mailer, Clock clock) {
        return AuthService.builder(RootSecret.ofBase64(secret), stores, mailer)
                .reset(ResetPolicy.ofDefaults().withLinkPage(URI.create("https://shop.example/reset")))
                .passwordHasher(new InsecureFastHasher())
                .hashing(HashingPolicy.ofDefaults()
                        .withConcurrent(512)
                        .withConcurrentSignups(512)
                        .withMaxWait(Duration.ofMinutes(1)))
                .withoutHousekeeping()
                .clock(clock)
                .build();
    }
}
