package io.github.keystile.auth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.limit.LimitRule;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.testkit.contract.Samples;
import io.github.keystile.auth.user.EmailAddress;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables, how they are made and what they are called. */
class SchemaTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void manyMayCreateTheTablesAtOnce(TestDatabase database) throws Exception {
        JdbcStores stores = JdbcStores.on(database.shared()).tablePrefix("keystile_race_");
        dropTables(database, "keystile_race_");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(threads.submit(stores::createIfMissing));
        }
        for (Future<?> call : calls) {
            call.get(300, TimeUnit.SECONDS);
        }
        threads.shutdown();
        stores.users().insert(Samples.user("user-1"));
        stores.createIfMissing();
        assertThat(stores.users().findById("user-1")).isPresent();
        dropTables(database, "keystile_race_");
    }

    private static void dropTables(TestDatabase database, String prefix) {
        database.run(statement -> {
            for (String table : List.of("user", "challenge", "session", "limit", "credential", "schema")) {
                statement.execute("DROP TABLE IF EXISTS " + prefix + table);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = TestDatabase.class,
            names = {"H2", "POSTGRESQL", "MARIADB"})
    void anotherSchemaHoldsTheTables(TestDatabase database) {
        database.shared();
        database.run(statement -> statement.execute("CREATE SCHEMA IF NOT EXISTS keystile_other"));
        JdbcStores stores = JdbcStores.on(database.shared()).schema("keystile_other");
        stores.createIfMissing();
        stores.createIfMissing();
        stores.users().delete("user-1");
        stores.users().insert(Samples.user("user-1"));
        assertThat(stores.users().findById("user-1")).isPresent();
        assertThat(stores.ddl()).contains("keystile_other.auth_user", "keystile_other.auth_limit");
        database.run(statement -> {
            try (var rows = statement.executeQuery("SELECT id FROM keystile_other.auth_user")) {
                assertThat(rows.next()).isTrue();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void scriptsDropNothingAndNameTheirConstraints(Database database) {
        String filled = Tables.DEFAULT.fill(database.script());
        assertThat(filled)
                .doesNotContainIgnoringCase("drop")
                .doesNotContain("${")
                .contains("CREATE TABLE IF NOT EXISTS auth_user (", "CREATE TABLE IF NOT EXISTS auth_challenge (")
                .contains("CREATE TABLE IF NOT EXISTS auth_session (", "CREATE TABLE IF NOT EXISTS auth_limit (")
                .contains("CONSTRAINT auth_user_email_key UNIQUE (email_key)")
                .contains("CONSTRAINT auth_user_username_key UNIQUE (username_key)");
    }

    /** What a comment says about a placeholder would else be filled in too, and say nothing any more. */
    @ParameterizedTest
    @EnumSource(Database.class)
    void commentsHoldNoPlaceholderAndTellFlywaysValues(Database database) {
        List<String> comments =
                database.script().lines().filter(line -> line.startsWith("--")).toList();
        assertThat(comments).noneMatch(line -> line.contains("${"));
        assertThat(String.join("\n", comments))
                .contains("flyway.placeholders.schema= ", "flyway.placeholders.prefix=auth_\n");
        assertThat(Tables.DEFAULT.fill(database.script()).lines()).containsAll(comments);
    }

    /**
     * No build can bring a MySQL server. MariaDB runs its script, but takes the collation for one of its own that
     * ignores trailing blanks; MySQL's does not.
     */
    @Test
    @Tag("EML-06")
    void mysqlsScriptDiffersInTheCollationOnlyAndRunsOnMariaDb() {
        assertThat(withoutComments(Database.MYSQL.script()).replace("utf8mb4_0900_bin", "utf8mb4_nopad_bin"))
                .isEqualTo(withoutComments(Database.MARIADB.script()))
                .contains("ENGINE = InnoDB", "COLLATE utf8mb4_nopad_bin");
        String filled = Tables.DEFAULT.withPrefix("mysql_").fill(Database.MYSQL.script());
        TestDatabase.MARIADB.run(statement -> {
            for (String sql : Schema.statements(filled)) {
                statement.execute(sql);
            }
        });
        JdbcStores stores = JdbcStores.on(TestDatabase.MARIADB.shared()).tablePrefix("mysql_");
        stores.users().insert(Samples.user("user-1"));
        assertThat(stores.users().findById("user-1")).isPresent();
        assertThat(stores.users().findById("USER-1")).isEmpty();
        dropTables(TestDatabase.MARIADB, "mysql_");
    }

    private static String withoutComments(String script) {
        return script.replaceAll("(?m)^--.*\n", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Auth_", "1a", "a-b", "a b", "a;", "a\"", "a.b", "é_", "a\n", "#", "_a"})
    @Tag("STO-02")
    void otherNamesAreRefused(String name) {
        JdbcStores stores = JdbcStores.on(TestDatabase.H2.shared());
        assertThatThrownBy(() -> stores.schema(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stores.tablePrefix(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stores.tablePrefix("a".repeat(32))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theLongestPrefixFits(TestDatabase database) {
        JdbcStores stores = JdbcStores.on(database.shared()).tablePrefix("p".repeat(31));
        stores.createIfMissing();
        assertThat(stores.users().findById("nobody")).isEmpty();
        dropTables(database, "p".repeat(31));
    }

    @Test
    void anUnknownDatabaseIsNamed() {
        DataSource oracle = TestProxies.answering(
                DataSource.class,
                "getConnection",
                TestProxies.answering(
                        Connection.class,
                        "getMetaData",
                        TestProxies.answering(DatabaseMetaData.class, "getDatabaseProductName", "Oracle")));
        assertThatThrownBy(() -> JdbcStores.on(oracle).ddl())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PostgreSQL, MySQL, MariaDB and H2")
                .hasMessageContaining("Oracle");
    }

    @Test
    void nothingIsCreatedByItself() {
        StatementCounter counter = new StatementCounter();
        JdbcStores stores = JdbcStores.on(counter.on(TestDatabase.H2.shared()));
        stores.users();
        stores.challenges();
        stores.sessions();
        stores.limits();
        stores.all();
        stores.ddl();
        assertThat(counter.take()).isZero();
        assertThat(counter.open()).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @Tag("EML-04")
    void columnsAreAsWideAsTheLimits(TestDatabase database) {
        database.emptied();
        database.run(statement -> statement.executeUpdate("INSERT INTO keystile_test_limit VALUES ('"
                + "k".repeat(Text.LIMIT_KEY) + "', '" + "s".repeat(LimitRule.MAX_STATE_LENGTH) + "', 0)"));
        assertThat(database.dump())
                .contains("k".repeat(Text.LIMIT_KEY) + "\n")
                .contains("s".repeat(LimitRule.MAX_STATE_LENGTH) + "\n");
        JdbcStores stores = JdbcStores.on(database.shared()).tablePrefix(TestDatabase.PREFIX);
        Challenge widest = widest();
        stores.challenges().insert(widest);
        assertThat(stores.challenges().find(widest.id())).contains(widest);
        Session session = new Session(
                "s".repeat(Text.ID),
                "u".repeat(Text.ID),
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MAX_VALUE - 1,
                Samples.NOW,
                Samples.NOW,
                Samples.NOW,
                Samples.NOW,
                new Device("d".repeat(255), "i".repeat(45)));
        stores.sessions().insert(session);
        assertThat(stores.sessions().find(session.id())).contains(session);
    }

    private static Challenge widest() {
        String domain = String.join(".", "d".repeat(63), "e".repeat(63), "f".repeat(61));
        EmailAddress email = EmailAddress.of("L".repeat(64) + "@" + domain);
        return new Challenge(
                "i".repeat(Text.ID),
                Purpose.SIGNUP,
                email.key(),
                Long.MAX_VALUE,
                "h".repeat(Text.SECRET_HASH),
                1,
                0,
                10,
                10,
                Samples.NOW,
                Samples.LATER,
                "p".repeat(Challenge.MAX_PAYLOAD));
    }

    /** A server that is not strict would cut them and store something else. */
    @Test
    @Tag("EML-04")
    void whatIsTooLongOrNotAsciiNeverReachesTheDatabase() {
        StatementCounter counter = new StatementCounter();
        JdbcStores stores = JdbcStores.on(counter.on(TestDatabase.H2.emptied())).tablePrefix(TestDatabase.PREFIX);
        assertThatThrownBy(() -> stores.users().insert(Samples.user("x".repeat(65), "a@example.com", null)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stores.users().rehash("a", "b", "h".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stores.challenges().insert(Samples.resetCode("\u00e9")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stores.sessions().insert(Samples.session("a\nb")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(counter.take()).isZero();
    }
}
