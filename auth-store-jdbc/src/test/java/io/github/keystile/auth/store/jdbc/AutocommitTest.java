package io.github.keystile.auth.store.jdbc;

import static io.github.keystile.auth.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.testkit.contract.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection goes back as it came. */
class AutocommitTest {
    @ParameterizedTest
    @CsvSource({"H2,true", "H2,false", "POSTGRESQL,true", "POSTGRESQL,false", "MARIADB,true", "MARIADB,false"})
    @Tag("STO-03")
    void isLeftAsItWasFound(TestDatabase database, boolean autoCommit) throws Exception {
        database.emptied();
        try (HikariDataSource pool = database.pool(1, autoCommit);
                Connection connection = pool.getConnection()) {
            DataSource onlyOne = TestProxies.answering(DataSource.class, "getConnection", unclosable(connection));
            JdbcStores stores = JdbcStores.on(onlyOne).tablePrefix(TestDatabase.PREFIX);
            stores.challenges().insert(Samples.resetCode("c1"));
            assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
            stores.challenges().claimAttempt("c1", Claim.WITH_ID, NOW);
            assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
            stores.limits().take(List.of(new Charge("k", new Budget(1, Duration.ofDays(1)))), NOW);
            assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
            assertThatThrownBy(() -> stores.challenges().insert(Samples.resetCode("c1")))
                    .isInstanceOf(StoreException.class);
            assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);

            connection.clearWarnings();
            if (!autoCommit) {
                connection.rollback();
            }
            assertThat(stores.challenges().find("c1").orElseThrow().attempts()).isEqualTo(1);
        }
    }

    private static Connection unclosable(Connection connection) throws SQLException {
        return TestProxies.without(Connection.class, connection, "close");
    }
}
