package io.github.keystile.examples.soak;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.opentest4j.TestAbortedException;

/** A real PostgreSQL of this test's own, and a connection to look at it from outside the pool. */
final class Postgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EmbeddedPostgres server;
    private final Connection outside;

    private Postgres(EmbeddedPostgres server) throws SQLException {
        this.server = server;
        this.outside = DriverManager.getConnection(url());
    }

    /** Or a skipped test where this machine cannot run it and nobody insists. */
    static Postgres startOrSkip() {
        try {
            return new Postgres(atLast(() -> builder().start()));
        } catch (Exception | UnsatisfiedLinkError broken) {
            if ("true".equals(System.getenv("CI")) || "true".equals(System.getenv("KEYSTILE_REQUIRE_SERVERS"))) {
                throw new AssertionError("PostgreSQL cannot be started here", broken);
            }
            throw new TestAbortedException("PostgreSQL cannot be started here: " + broken, broken);
        }
    }

    private static EmbeddedPostgres.Builder builder() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "databases").toAbsolutePath());
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("postgres-binaries").toFile())
                .setDataDirectory(Files.createTempDirectory(folder, "postgres-data"))
                // As in production: what is committed is on the disk.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .setPGStartupWait(PATIENCE);
    }

    /** Tries again: the server's library looks for a free port, and lets go of it before the server takes it. */
    private static EmbeddedPostgres atLast(Callable<EmbeddedPostgres> start) throws Exception {
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

    HikariDataSource pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url() + "&ApplicationName=" + nameOf(connections));
        config.setMaximumPoolSize(connections);
        // A flow that waited for itself would be found out after this.
        config.setConnectionTimeout(PATIENCE.toMillis() / 2);
        // None is replaced: the server would count the old one and the new one for a moment.
        config.setMaxLifetime(0);
        // Nor is one that was silent for some seconds, as on a busy machine.
        config.setValidationTimeout(PATIENCE.toMillis() / 4);
        config.setKeepaliveTime(0);
        return new HikariDataSource(config);
    }

    /** Connections of a pool, as the server counts them. */
    long connections(HikariDataSource pool) {
        return number("SELECT count(*) FROM pg_stat_activity WHERE application_name = '"
                + nameOf(pool.getMaximumPoolSize()) + "'");
    }

    /** Those among them that hold a transaction open and do nothing. */
    long idleInTransaction(HikariDataSource pool) {
        return number("SELECT count(*) FROM pg_stat_activity WHERE application_name = '"
                + nameOf(pool.getMaximumPoolSize()) + "' AND state LIKE 'idle in transaction%'");
    }

    private static String nameOf(int connections) {
        return "soak-" + connections;
    }

    long number(String sql) {
        return Long.parseLong(text(sql));
    }

    synchronized String text(String sql) {
        try (Statement statement = outside.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() throws SQLException, IOException {
        outside.close();
        server.close();
    }
}
