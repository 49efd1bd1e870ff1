package io.github.keystile.auth.store.jdbc;

import static io.github.keystile.auth.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.testkit.contract.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a driver says about a statement that failed stays with the driver, because it may quote what was in it. */
@Tag("STO-09")
class WordlessTest {
    private static final String SECRET = "s3cret";
    private static final String PLANTED = "keystile_planted";

    private static JdbcStores stores(TestDatabase database) {
        return JdbcStores.on(database.emptied()).tablePrefix(TestDatabase.PREFIX);
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static void quotesNothing(StoreException failure) {
        assertThat(printed(failure))
                .doesNotContain(SECRET, "INSERT INTO", "UPDATE ")
                .contains("SQLState 2", "Caused by: ");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB", "MYSQL_DRIVER"})
    void aKeyThatIsTakenIsNotQuoted(TestDatabase database) {
        JdbcStores stores = stores(database);
        stores.sessions().insert(Samples.session(SECRET));
        quotesNothing(catchThrowableOfType(
                StoreException.class, () -> stores.sessions().insert(Samples.session(SECRET))));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB", "MYSQL_DRIVER"})
    void theRowsOfABatchAreNotQuoted(TestDatabase database) {
        JdbcStores stores = stores(database);
        Budget budget = new Budget(5, Duration.ofDays(1));
        List<Charge> charges = List.of(new Charge(SECRET + "-1", budget), new Charge(SECRET + "-2", budget));
        stores.limits().take(charges, NOW);
        String table = TestDatabase.PREFIX + "limit";
        long forgetAt = NOW.plus(Duration.ofDays(10)).toEpochMilli();
        database.run(statement -> statement.execute(
                "ALTER TABLE " + table + " ADD CONSTRAINT " + PLANTED + " CHECK (forget_at < " + forgetAt + ")"));
        try {
            quotesNothing(catchThrowableOfType(
                    StoreException.class, () -> stores.limits().take(charges, NOW.plus(Duration.ofDays(20)))));
        } finally {
            database.run(statement -> statement.execute("ALTER TABLE " + table + " DROP CONSTRAINT " + PLANTED));
        }
    }

    @Test
    void everyLinkKeepsItsTypeAndCodesAndLosesItsWords() {
        BatchUpdateException batch = new BatchUpdateException(SECRET, "HY000", 7, new int[0]);
        SQLException next = new SQLException(SECRET, "58000", 1, new IOException(SECRET));
        batch.setNextException(next);
        Hook failing = new Hook() {
            @Override
            public void before(Call call, Connection connection) throws SQLException {
                throw batch;
            }
        };
        JdbcStores stores = JdbcStores.on(HookedDataSource.of(TestDatabase.H2.shared(), failing))
                .tablePrefix(TestDatabase.PREFIX);
        assertThatThrownBy(() -> stores.challenges().insert(Samples.resetCode("c1")))
                .isInstanceOf(StoreException.class)
                .satisfies(e -> assertThat(printed(e))
                        .doesNotContain(SECRET)
                        .contains(
                                "java.sql.BatchUpdateException, SQLState HY000, vendor code 7",
                                "java.sql.SQLException, SQLState 58000, vendor code 1",
                                "java.io.IOException, SQLState null, vendor code 0"));
    }

    @Test
    void whyThereIsNoConnectionIsSaid() {
        HikariDataSource pool = TestDatabase.H2.pool(1, true);
        pool.close();
        JdbcStores stores = JdbcStores.on(pool).tablePrefix(TestDatabase.PREFIX);
        assertThatThrownBy(() -> stores.sessions().find("s")).cause().hasMessageContaining("closed");
    }
}
