package io.github.keystile.auth.store.jdbc;

import static io.github.keystile.auth.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.testkit.contract.Samples;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller does with its own connection is its own affair. */
class CallerTransactionTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @Tag("OTP-04")
    void anAttemptStaysCountedWhenTheCallerRollsBack(TestDatabase database) throws Exception {
        HikariDataSource pool = database.emptied();
        JdbcStores stores = JdbcStores.on(pool).tablePrefix(TestDatabase.PREFIX);
        stores.challenges().insert(Samples.resetCode("c1"));
        try (Connection caller = pool.getConnection();
                Statement statement = caller.createStatement()) {
            caller.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO keystile_test_limit VALUES ('caller', '', 0)");
            assertThat(stores.challenges().claimAttempt("c1", Claim.WITHOUT_ID, NOW))
                    .isPresent();
            stores.sessions().insert(Samples.session("s1"));
            caller.rollback();
            caller.setAutoCommit(true);
        }
        assertThat(stores.challenges().find("c1").orElseThrow().attempts()).isEqualTo(1);
        assertThat(stores.challenges().find("c1").orElseThrow().attemptsWithoutId())
                .isEqualTo(1);
        assertThat(stores.sessions().find("s1")).isPresent();
        assertThat(database.dump()).doesNotContain("caller");
    }
}
