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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection dies before or after any call to the server, in a pool of one that must survive it. */
class DroppedConnectionTest {
    private static final Budget RULE = new Budget(3, Duration.ofDays(1));

    /** Kills the connection at the n-th point, counting before and after each call to the server. */
    private static final class Killer implements Hook {
        private final StatementCounter leaks = new StatementCounter();
        private final int victim;
        private int points;
        private boolean struck;

        Killer(int victim) {
            this.victim = victim;
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
            strike(connection);
        }

        @Override
        public void after(Call call, Connection connection) throws SQLException {
            strike(connection);
        }

        private void strike(Connection connection) throws SQLException {
            if (points++ == victim) {
                struck = true;
                connection.abort(Runnable::run);
                throw new SQLException("SELECT secret FROM wire", "08006");
            }
        }
    }

    private static Map<String, Runnable> verbs(JdbcStores stores) {
        Map<String, Runnable> verbs = new LinkedHashMap<>();
        verbs.put("insert user", () -> stores.users().insert(Samples.user("user-1")));
        verbs.put("taken user", () -> stores.users().insert(Samples.user("user-2", "taken@example.com", null)));
        verbs.put("claim attempt", () -> stores.challenges().claimAttempt("c1", Claim.WITH_ID, NOW));
        verbs.put("consume", () -> stores.challenges().consume("c1", "hash-c1"));
        verbs.put("rotate", () -> stores.sessions().rotate(Samples.rotation("s1", 0)));
        verbs.put("take", () -> stores.limits().take(List.of(new Charge("a", RULE), new Charge("b", RULE)), NOW));
        verbs.put("purge", () -> stores.sessions().purge(NOW.plus(Duration.ofDays(99)), 10));
        return verbs;
    }

    @ParameterizedTest
    @EnumSource(
            value = TestDatabase.class,
            names = {"H2", "POSTGRESQL", "MARIADB"})
    @Tag("STO-03")
    @Tag("STO-09")
    void atEveryPointOfEveryVerb(TestDatabase database) {
        try (HikariDataSource pool = database.pool(1, true)) {
            for (String verb : verbs(JdbcStores.on(pool)).keySet()) {
                int victim = 0;
                while (strike(database, pool, verb, victim)) {
                    victim++;
                }
                assertThat(victim).as(verb).isGreaterThanOrEqualTo(2);
            }
        }
    }

    /** False once the verb has fewer points than that. */
    private static boolean strike(TestDatabase database, HikariDataSource pool, String verb, int victim) {
        database.emptied();
        JdbcStores healthy = JdbcStores.on(pool).tablePrefix(TestDatabase.PREFIX);
        healthy.users().insert(Samples.user("user-9", "taken@example.com", null));
        healthy.challenges().insert(Samples.resetCode("c1"));
        healthy.sessions().insert(Samples.session("s1"));
        Killer killer = new Killer(victim);
        JdbcStores struck = JdbcStores.on(HookedDataSource.of(pool, killer)).tablePrefix(TestDatabase.PREFIX);
        Runnable call = verbs(struck).get(verb);
        if (victim == 0) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("The store failed to ")
                    .hasMessageNotContainingAny("SELECT", "secret", "c1", "user-1");
        } else {
            try {
                call.run();
                assertThat(killer.struck)
                        .as("an answer although the connection died")
                        .isFalse();
            } catch (StoreException e) {
                assertThat(killer.struck).isTrue();
            }
        }
        assertThat(killer.leaks.open()).isZero();
        verbs(healthy).forEach((name, next) -> next.run());
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        return killer.struck;
    }

    @Test
    @Tag("STO-09")
    void aBackendThatIsTerminatedIsAStoreExceptionAndTheNextCallWorks() throws Exception {
        TestDatabase.POSTGRESQL.emptied();
        try (HikariDataSource pool = TestDatabase.POSTGRESQL.pool(1, true)) {
            Hook terminator = new Hook() {
                private boolean done;

                @Override
                public void after(Call call, Connection connection) throws SQLException {
                    if (!done && call == Call.STATEMENT) {
                        done = true;
                        terminate(connection);
                    }
                }
            };
            JdbcStores healthy = JdbcStores.on(pool).tablePrefix(TestDatabase.PREFIX);
            JdbcStores struck =
                    JdbcStores.on(HookedDataSource.of(pool, terminator)).tablePrefix(TestDatabase.PREFIX);
            healthy.challenges().insert(Samples.resetCode("c1"));
            assertThatThrownBy(() -> struck.challenges().claimAttempt("c1", Claim.WITH_ID, NOW))
                    .isInstanceOf(StoreException.class);
            assertThat(healthy.challenges().find("c1").orElseThrow().attempts()).isZero();
            assertThat(struck.challenges().claimAttempt("c1", Claim.WITH_ID, NOW))
                    .isPresent();
        }
    }

    private static void terminate(Connection victim) throws SQLException {
        try (Statement statement = victim.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            int pid = row.getInt(1);
            TestDatabase.POSTGRESQL.run(killer -> killer.execute("SELECT pg_terminate_backend(" + pid + ")"));
        }
    }
}
