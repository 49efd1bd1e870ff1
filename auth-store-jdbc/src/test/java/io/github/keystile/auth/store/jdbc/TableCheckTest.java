package io.github.keystile.auth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.mail.ConsoleMailer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that is not what the stores need is found before anybody signs in, and one that is, is let alone. */
@Tag("STO-05")
class TableCheckTest {
    private static final String PREFIX = "keystile_check_";

    private static JdbcStores stores(DataSource dataSource) {
        return JdbcStores.on(dataSource).tablePrefix(PREFIX);
    }

    private static List<String> check(DataSource dataSource) {
        return stores(dataSource).check().run(false);
    }

    @Nested
    @ParameterizedClass
    @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB", "MYSQL_DRIVER"})
    class OnEveryDatabase {
        @Parameter
        TestDatabase database;

        @BeforeEach
        void create() {
            drop();
            stores(database.shared()).createIfMissing();
        }

        @AfterEach
        void drop() {
            database.run(statement -> {
                for (String table : List.of("user", "challenge", "session", "limit", "credential", "schema")) {
                    statement.execute("DROP TABLE IF EXISTS " + PREFIX + table);
                }
            });
        }

        private void run(String sql) {
            database.run(statement -> statement.execute(sql.replace("#", PREFIX)));
        }

        private void assertRefused(String... reasons) {
            assertThatThrownBy(() -> check(database.shared()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(file())
                    .hasMessageContainingAll(reasons);
        }

        private String file() {
            Database dialect =
                    database == TestDatabase.MYSQL_DRIVER ? Database.MARIADB : Database.valueOf(database.name());
            return dialect.name().toLowerCase(Locale.ROOT) + ".sql";
        }

        @Test
        void tablesOfTheScriptPassInThreeStatements() {
            StatementCounter counter = new StatementCounter();
            assertThat(check(counter.on(database.shared()))).isEmpty();
            assertThat(counter.take()).isBetween(2, 3);
            assertThat(counter.open()).isZero();
        }

        @Test
        void aPoolWithoutAutocommitIsAskedAlike() {
            try (HikariDataSource pool = database.pool(1, false)) {
                assertThat(check(pool)).isEmpty();
                assertThat(check(pool)).isEmpty();
            }
        }

        @Test
        void anotherSchemaIsAskedByItsName() {
            database.run(statement -> statement.execute("CREATE SCHEMA IF NOT EXISTS keystile_checked"));
            JdbcStores elsewhere = stores(database.shared()).schema("keystile_checked");
            elsewhere.createIfMissing();
            assertThat(elsewhere.check().run(false)).isEmpty();
            run("DROP TABLE keystile_checked.#session");
            assertThatThrownBy(() -> elsewhere.check().run(false)).hasMessageContaining(PREFIX + "session");
            assertThat(check(database.shared())).isEmpty();
        }

        @Test
        void withoutTablesThereIsNoService() {
            drop();
            assertRefused("there is no table " + PREFIX + "user", "there is no table " + PREFIX + "schema");
            assertThatThrownBy(() -> build(stores(database.shared()).all())).isInstanceOf(IllegalStateException.class);
            assertThatCode(() -> build(stores(database.shared()).all().withoutCheck()))
                    .doesNotThrowAnyException();
        }

        private void build(AuthStores stores) {
            AuthService.builder(RootSecret.generate(), stores, ConsoleMailer.create())
                    .build()
                    .close();
        }

        @Test
        void aMissingColumnIsNamed() {
            run("ALTER TABLE #session DROP COLUMN ip");
            assertRefused(PREFIX + "session has no column ip");
        }

        @Test
        void anotherFrameworksTableIsNoTableOfOurs() {
            run("DROP TABLE #user");
            run("CREATE TABLE #user (id INTEGER PRIMARY KEY, username VARCHAR(150) NOT NULL UNIQUE, is_staff INTEGER)");
            assertRefused(
                    PREFIX + "user has no column email_key",
                    PREFIX + "user.username must not be NOT NULL",
                    PREFIX + "user has no unique constraint on email_key",
                    "tablePrefix()");
        }

        @Test
        void namesThatNothingKeepsApartAreRefused() {
            if (database == TestDatabase.H2 || database == TestDatabase.POSTGRESQL) {
                run("ALTER TABLE #user DROP CONSTRAINT #user_email_key");
            } else {
                run("ALTER TABLE #user DROP INDEX #user_email_key");
            }
            run("CREATE INDEX #plain ON #user (email_key)");
            assertRefused(PREFIX + "user has no unique constraint on email_key");
            run("CREATE UNIQUE INDEX #by_hand ON #user (email_key)");
            assertThat(check(database.shared())).isEmpty();
        }

        @Test
        void aCredentialTableMayBeMissingButNotWrong() {
            run("DROP TABLE #credential");
            assertThat(check(database.shared())).isEmpty();
            run("CREATE TABLE #credential (id VARCHAR(64) NOT NULL PRIMARY KEY)");
            assertRefused(PREFIX + "credential has no column kind", "no unique constraint on kind, lookup_key");
        }

        @Test
        void codeRunsOnNewerTablesThatAllowIt() {
            run("UPDATE #schema SET version = 7, oldest_code = 1");
            assertThat(check(database.shared())).isEmpty();
            stores(database.shared()).createIfMissing();
            run("UPDATE #schema SET version = version - 6");
            assertThat(check(database.shared())).isEmpty();
        }

        @Test
        void codeRunsOnNoTablesThatAreTooNew() {
            run("UPDATE #schema SET version = 7, oldest_code = 3");
            assertThatThrownBy(() -> check(database.shared()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("version 7")
                    .hasMessageContaining("newer Keystile");
        }

        @Test
        void codeRunsOnNoTablesThatAreTooOldOrOfNoVersion() {
            run("UPDATE #schema SET version = 0, oldest_code = 0");
            assertRefused("of version 0");
            run("DELETE FROM #schema");
            assertRefused("0 rows");
        }

        @Test
        void aViewIsAWarning() {
            run("ALTER TABLE #session RENAME TO #real");
            run("CREATE VIEW #session AS SELECT * FROM #real");
            assertThat(check(database.shared())).singleElement().asString().contains(PREFIX + "session is a view");
            run("DROP VIEW #session");
            run("DROP TABLE #real");
        }

        @Test
        void whatTheDatabaseWillNotDescribeIsAWarning() {
            Hook refusing = new Hook() {
                private int asked;

                @Override
                public void before(Call call, Connection connection) throws SQLException {
                    if (call == Call.STATEMENT && ++asked == 2) {
                        throw new SQLException("no rights", "42501");
                    }
                }
            };
            assertThat(check(HookedDataSource.of(database.shared(), refusing)))
                    .containsExactly("columns and unique constraints could not be checked (SQLState 42501)");
        }
    }

    @Test
    void aRoleWithoutRightsIsAWarning() {
        TestDatabase.POSTGRESQL.emptied();
        TestDatabase.POSTGRESQL.run(statement -> {
            statement.execute("DROP ROLE IF EXISTS keystile_nobody");
            statement.execute("CREATE ROLE keystile_nobody LOGIN PASSWORD 'nobody'");
        });
        HikariConfig config = new HikariConfig();
        // The user in the address would win.
        config.setJdbcUrl(TestDatabase.POSTGRESQL.shared().getJdbcUrl().replaceAll("[?].*", ""));
        config.setUsername("keystile_nobody");
        config.setPassword("nobody");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertThat(JdbcStores.on(pool)
                            .tablePrefix(TestDatabase.PREFIX)
                            .check()
                            .run(false))
                    .singleElement()
                    .asString()
                    .contains(TestDatabase.PREFIX + "schema could not be checked", "42501");
        }
    }

    /** MySQL shows a user without rights an empty catalogue. */
    @Test
    void tablesThatAreNotShownToWhoMayNotReadThemAreNoMissingTables() {
        Hook denying = new Hook() {
            private int asked;

            @Override
            public void before(Call call, Connection connection) throws SQLException {
                if (call == Call.STATEMENT && ++asked == 1) {
                    throw new SQLException("SELECT command denied", "42000", 1142);
                }
            }
        };
        DataSource database = HookedDataSource.of(TestDatabase.MARIADB.shared(), denying);
        assertThat(JdbcStores.on(database)
                        .tablePrefix("keystile_hidden_")
                        .check()
                        .run(false))
                .contains("keystile_hidden_user is not visible and could not be checked");
    }

    @Test
    void anUnknownProductIsRefusedUnlessAllowed() {
        DataSource hsqldb = named(TestDatabase.H2, "HSQL Database Engine");
        JdbcStores stores = JdbcStores.on(hsqldb).tablePrefix(TestDatabase.PREFIX);
        assertThatThrownBy(() -> stores.all().check())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HSQL Database Engine")
                .hasMessageContaining("allowUntested()");
        assertThatCode(() -> stores.all().allowUntested().check()).doesNotThrowAnyException();
        assertThat(stores.check().run(true)).singleElement().asString().contains("HSQL Database Engine");
    }

    /** A database that says it is another one. */
    private static DataSource named(TestDatabase database, String product) {
        DatabaseMetaData facts = TestProxies.answering(DatabaseMetaData.class, "getDatabaseProductName", product);
        DataSource pool = database.emptied();
        return HookedDataSource.describing(pool, facts);
    }

    @Test
    void aDatabaseThatIsNotThereIsABrokenStore() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(300);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertThatThrownBy(() -> check(pool)).isInstanceOf(StoreException.class);
        }
        Hook cut = new Hook() {
            @Override
            public void before(Call call, Connection connection) throws SQLException {
                throw new SQLException("cut", "08006");
            }
        };
        DataSource cutting = HookedDataSource.of(TestDatabase.H2.emptied(), cut);
        assertThatThrownBy(() -> check(cutting)).isInstanceOf(StoreException.class);
    }

    /** H2 plays the standby: it is told what the question means. */
    @Test
    void aStandbyIsRefused() throws SQLException {
        try (Connection h2 = TestDatabase.H2.shared().getConnection();
                Statement statement = h2.createStatement()) {
            for (boolean standby : new boolean[] {false, true}) {
                statement.execute("DROP ALIAS IF EXISTS pg_is_in_recovery");
                statement.execute("CREATE ALIAS pg_is_in_recovery AS 'boolean f() { return " + standby + "; }'");
                if (standby) {
                    assertThatThrownBy(() -> ServerSettings.warnings(new Probe(h2), Database.POSTGRESQL))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("targetServerType=primary");
                } else {
                    assertThat(ServerSettings.warnings(new Probe(h2), Database.POSTGRESQL))
                            .isEmpty();
                }
            }
            statement.execute("DROP ALIAS pg_is_in_recovery");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"read_only", "super_read_only", "innodb_read_only"})
    void aReplicaIsRefused(String variable) {
        ServerSettings.refuseReadOnly(Map.of(variable, "OFF"));
        assertThatThrownBy(() -> ServerSettings.refuseReadOnly(Map.of(variable, "ON")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("point the DataSource at the primary");
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MYSQL_DRIVER"})
    void aServerThatBecameReadOnlyIsRefused(TestDatabase database) {
        database.emptied();
        JdbcStores stores = JdbcStores.on(database.shared()).tablePrefix(TestDatabase.PREFIX);
        assertThat(stores.check().run(false)).isEmpty();
        database.run(statement -> statement.execute("SET GLOBAL read_only = ON"));
        try {
            assertThatThrownBy(() -> stores.check().run(false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("read_only is ON");
        } finally {
            database.run(statement -> statement.execute("SET GLOBAL read_only = OFF"));
        }
    }

    @Test
    void galeraAndGroupsAreToldWhatToSet() {
        assertThat(ServerSettings.ofCluster(Map.of())).isEmpty();
        assertThat(ServerSettings.ofCluster(Map.of("wsrep_on", "OFF", "wsrep_sync_wait", "0")))
                .isEmpty();
        assertThat(ServerSettings.ofCluster(Map.of("wsrep_on", "ON", "wsrep_sync_wait", "0")))
                .singleElement()
                .asString()
                .contains("wsrep_sync_wait = 7");
        assertThat(ServerSettings.ofCluster(Map.of("wsrep_on", "ON", "wsrep_sync_wait", "15")))
                .isEmpty();
        Map<String, String> group =
                Map.of("group_replication_group_name", "g", "group_replication_single_primary_mode", "OFF");
        assertThat(ServerSettings.ofCluster(group))
                .singleElement()
                .asString()
                .contains("group_replication_consistency = BEFORE_AND_AFTER");
        assertThat(ServerSettings.ofCluster(Map.of(
                        "group_replication_group_name", "g",
                        "group_replication_single_primary_mode", "ON",
                        "group_replication_consistency", "EVENTUAL")))
                .isEmpty();
    }
}
