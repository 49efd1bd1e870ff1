package io.github.keystile.auth.store.jdbc;

import static io.github.keystile.auth.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.error.UnreadableRowException;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.contract.BrokenStores;
import io.github.keystile.auth.testkit.contract.Samples;
import io.github.keystile.auth.user.UserStore;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried again, how often, and what is not; and what a failure says. */
class FailureTest {
    /** Refuses the first commits, as a database does that serializes. */
    private static final class Refusing implements Hook {
        private final StatementCounter leaks = new StatementCounter();
        private final Call refused;
        private final SQLException failure;
        private int left;
        private int seen;

        Refusing(Call refused, int times, SQLException failure) {
            this.refused = refused;
            this.left = times;
            this.failure = failure;
        }

        @Override
        public void opened(Connection connection) {
            leaks.opened(connection);
        }

        @Override
        public void closed(Connection connection) {
            leaks.closed(connection);
        }

        @Override
        public void before(Call call, Connection connection) throws SQLException {
            if (call == refused) {
                seen++;
                if (left-- > 0) {
                    throw failure;
                }
            }
        }
    }

    @BeforeEach
    void challenge() {
        TestDatabase.H2.emptied();
        stores(new Hook() {}).challenges().insert(Samples.resetCode("c1"));
    }

    private static JdbcStores stores(Hook hook) {
        return JdbcStores.on(HookedDataSource.of(TestDatabase.H2.shared(), hook))
                .tablePrefix(TestDatabase.PREFIX);
    }

    @ParameterizedTest
    @CsvSource({
        "40001,0",
        "40P01,0",
        "40001,1213",
        "40000,3101",
        "40004,0",
        "HY000,1180",
        "HY000,1205",
        "HY000,1020",
        "HYT00,50200",
        "90131,90131"
    })
    void aTransactionThatTheDatabaseRolledBackIsTriedAgainAndCountsOnce(String state, int code) {
        Refusing hook = new Refusing(Hook.Call.COMMIT, 3, new SQLException("again", state, code));
        assertThat(stores(hook)
                        .challenges()
                        .claimAttempt("c1", Claim.WITH_ID, NOW)
                        .orElseThrow()
                        .attempts())
                .isEqualTo(1);
        assertThat(hook.seen).isEqualTo(4);
        assertThat(hook.leaks.open()).isZero();
    }

    @Test
    void aFailureInsideABatchIsRecognised() {
        BatchUpdateException batch = new BatchUpdateException("batch", "HY000", new int[0]);
        batch.setNextException(new SQLException("again", "40001"));
        Refusing hook = new Refusing(Hook.Call.STATEMENT, 1, batch);
        assertThat(stores(hook).challenges().find("c1")).isPresent();
    }

    @Test
    void twentyTriesAndNoMore() {
        Refusing hook = new Refusing(Hook.Call.COMMIT, 99, new SQLException("again", "40001"));
        assertThatThrownBy(() -> stores(hook).challenges().claimAttempt("c1", Claim.WITH_ID, NOW))
                .isInstanceOf(StoreException.class)
                .hasMessage("The store failed to claim attempt")
                .hasCauseInstanceOf(SQLException.class);
        assertThat(hook.seen).isEqualTo(20);
        assertThat(hook.leaks.open()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"08006,0", "08S01,0", "40002,0", "40003,0", "57P01,0", "42000,1064", "53300,0"})
    @Tag("STO-09")
    void whatIsUnclearOrBrokenIsNotTriedAgain(String state, int code) {
        SQLException broken = new SQLException("UPDATE x SET code = '123456'", state, code);
        Refusing hook = new Refusing(Hook.Call.COMMIT, 1, broken);
        assertThatThrownBy(() -> stores(hook).challenges().claimAttempt("c1", Claim.WITH_ID, NOW))
                .isInstanceOf(StoreException.class)
                .hasMessage("The store failed to claim attempt")
                .cause()
                .hasMessage("java.sql.SQLException, SQLState " + state + ", vendor code " + code)
                .hasNoCause();
        assertThat(hook.seen).isEqualTo(1);
        assertThat(hook.leaks.open()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE keystile_test_challenge SET purpose = 'log in'",
                "UPDATE keystile_test_challenge SET subject = ' '",
                "UPDATE keystile_test_challenge SET epoch = -1",
                "UPDATE keystile_test_challenge SET max_attempts = 11",
                "UPDATE keystile_test_challenge SET payload = ''"
            })
    @Tag("STO-09")
    void aRowThatSomebodyElseBrokeIsABrokenStore(String breaking) {
        TestDatabase.H2.run(statement -> statement.executeUpdate(breaking));
        assertThatThrownBy(() -> stores(new Hook() {}).challenges().claimAttempt("c1", Claim.WITH_ID, NOW))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessageStartingWith("The store failed to read the challenge 'c1': its column ");
    }

    @Test
    @Tag("STO-09")
    void everyVerbOnAClosedPoolIsABrokenStore() {
        HikariDataSource pool = TestDatabase.H2.pool(1, true);
        JdbcStores stores = JdbcStores.on(pool).tablePrefix(TestDatabase.PREFIX);
        pool.close();
        BrokenStores.assertEveryVerbFails(UserStore.class, stores.users());
        BrokenStores.assertEveryVerbFails(OtpStore.class, stores.challenges());
        BrokenStores.assertEveryVerbFails(SessionStore.class, stores.sessions());
        BrokenStores.assertEveryVerbFails(RateLimiter.class, stores.limits());
        BrokenStores.assertEveryVerbFails(CredentialStore.class, stores.credentials());
    }

    @Test
    void anInterruptEndsTheWaitingAndStaysSet() {
        Refusing hook = new Refusing(Hook.Call.COMMIT, 99, new SQLException("again", "40001"));
        Hook interrupting = new Hook() {
            @Override
            public void before(Call call, Connection connection) throws SQLException {
                if (call == Call.COMMIT) {
                    Thread.currentThread().interrupt();
                }
                hook.before(call, connection);
            }
        };
        assertThatThrownBy(() -> stores(interrupting).challenges().claimAttempt("c1", Claim.WITH_ID, NOW))
                .isInstanceOf(StoreException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(hook.seen).isEqualTo(1);
    }

    /** Setting autocommit inside a transaction commits it, so a connection that cannot roll back is ended instead. */
    @Test
    @Tag("STO-03")
    void aConnectionThatCannotRollBackCommitsNothing() {
        Hook stubborn = new Hook() {
            @Override
            public void before(Call call, Connection connection) throws SQLException {
                if (call != Call.STATEMENT) {
                    throw new SQLException("no", "58000");
                }
            }
        };
        assertThatThrownBy(() -> stores(stubborn).challenges().claimAttempt("c1", Claim.WITH_ID, NOW))
                .isInstanceOf(StoreException.class);
        assertThat(stores(new Hook() {}).challenges().find("c1").orElseThrow().attempts())
                .isZero();
    }
}
