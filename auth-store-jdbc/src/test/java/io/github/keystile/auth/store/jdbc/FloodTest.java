package io.github.keystile.auth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.testkit.TestAuth;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What strangers can make the database hold, and that housekeeping gets rid of it. */
@Tag("LGN-07")
class FloodTest {
    private static final String PASSWORD = "correct horse";
    private static final Caller STRANGER = Caller.at("203.0.113.7");
    private static final int MILLION = 1_000_000;

    private int asked;

    private static long rows(TestDatabase database, String table) {
        long[] count = new long[1];
        database.run(statement -> {
            try (ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + TestDatabase.PREFIX + table)) {
                result.next();
                count[0] = result.getLong(1);
            }
        });
        return count[0];
    }

    private static TestAuth on(TestDatabase database) {
        // One person logs in again and again here; what is looked at are strangers.
        LimitPolicy limits = LimitPolicy.ofDefaults().withLoginsPerAccount(new Budget(100_000, Duration.ofHours(1)));
        return TestAuth.on(
                JdbcStores.on(database.emptied())
                        .tablePrefix(TestDatabase.PREFIX)
                        .all(),
                options -> options.limits(limits));
    }

    /** True if it was refused as too many. */
    private boolean ask(TestAuth test, Caller caller) {
        String nobody = "nobody" + asked++ + "@example.com";
        return refused(() -> test.service().startPasswordReset(new StartPasswordReset(nobody, ResetBy.CODE, caller)));
    }

    private boolean logIn(TestAuth test, Caller caller) {
        String nobody = "nobody" + asked++ + "@example.com";
        return refused(() -> test.service().login(new Login(nobody, PASSWORD, caller)));
    }

    private boolean guess(TestAuth test, Caller caller) {
        IdentifierCode code = new IdentifierCode("nobody" + asked++ + "@example.com", "123456");
        return refused(() -> test.service().checkPasswordResetCode(new CheckPasswordResetCode(code, caller)));
    }

    private static boolean refused(Runnable call) {
        try {
            call.run();
            return false;
        } catch (AuthException refusal) {
            return refusal.code() == AuthError.TOO_MANY_REQUESTS;
        }
    }

    @Test
    void anHourOfRefusedCallsLeavesWhatTheBudgetsOfOneCallerAllow() {
        try (TestAuth test = on(TestDatabase.H2)) {
            int refused = 0;
            for (int minute = 0; minute < 60; minute++) {
                for (int i = 0; i < 60; i++) {
                    refused += ask(test, STRANGER) ? 1 : 0;
                    refused += logIn(test, STRANGER) ? 1 : 0;
                    refused += guess(test, STRANGER) ? 1 : 0;
                }
                test.clock().advance(Duration.ofMinutes(1));
            }
            // 60 requests make 5 rows; in each of six stretches 300 logins 2, 200 codes 1; the caller has 3.
            assertThat(rows(TestDatabase.H2, "limit")).isLessThanOrEqualTo(60 * 5 + 6 * (300 * 2 + 200) + 3);
            assertThat(rows(TestDatabase.H2, "challenge")).isLessThanOrEqualTo(60);
            assertThat(refused).isGreaterThanOrEqualTo(3 * 60 * 60 - (60 + 6 * (300 + 200)));
        }
    }

    @Test
    void whatARefusalMeetsIsNoRowMore() {
        try (TestAuth test = on(TestDatabase.H2)) {
            while (!ask(test, STRANGER) || !logIn(test, STRANGER) || !guess(test, STRANGER)) {
                // until all budgets are spent
            }
            long limits = rows(TestDatabase.H2, "limit");
            long challenges = rows(TestDatabase.H2, "challenge");
            for (int i = 0; i < 100; i++) {
                assertThat(ask(test, STRANGER)).isTrue();
                assertThat(logIn(test, STRANGER)).isTrue();
                assertThat(guess(test, STRANGER)).isTrue();
            }
            assertThat(rows(TestDatabase.H2, "limit")).isEqualTo(limits);
            assertThat(rows(TestDatabase.H2, "challenge")).isEqualTo(challenges);
        }
    }

    @Test
    void ofUnknownCallersEverythingGoesOnceItHasExpired() {
        try (TestAuth test = on(TestDatabase.H2)) {
            for (int i = 0; i < 2000; i++) {
                assertThat(ask(test, Caller.unknown())).isFalse();
            }
            assertThat(rows(TestDatabase.H2, "challenge")).isEqualTo(2000);
            assertThat(rows(TestDatabase.H2, "limit")).isGreaterThan(2000);
            test.clock().advance(Duration.ofHours(26));
            test.service().purgeExpired();
            assertThat(rows(TestDatabase.H2, "challenge")).isZero();
            assertThat(rows(TestDatabase.H2, "limit")).isZero();
        }
    }

    @Test
    @Tag("slow")
    void housekeepingCatchesUpWithAMillionRowsWhileLoginsGoOn() throws Exception {
        TestDatabase database = TestDatabase.POSTGRESQL;
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (TestAuth test = on(database)) {
            test.signUp("ann@example.com", PASSWORD);
            plantExpired(database, test.clock().instant());
            Future<Integer> purge = pool.submit(test.service()::purgeExpired);
            int logins = 0;
            long slowest = 0;
            while (!purge.isDone()) {
                long began = System.nanoTime();
                test.logIn("ann@example.com", PASSWORD);
                slowest = Math.max(slowest, System.nanoTime() - began);
                logins++;
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(purge.get()).isGreaterThanOrEqualTo(MILLION);
            assertThat(rows(database, "challenge")).isLessThan(10);
            assertThat(rows(database, "limit")).isLessThan(10);
            assertThat(logins).isPositive();
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(5));
        } finally {
            pool.shutdownNow();
            database.emptied();
        }
    }

    /** Half of them limits, half decoys, as strangers leave them who ask about nobody. */
    private static void plantExpired(TestDatabase database, Instant now) {
        long expired = now.minus(Duration.ofHours(3)).toEpochMilli();
        String numbers = "generate_series(1, " + MILLION / 2 + ") AS numbers (n)";
        database.run(statement -> {
            statement.execute("INSERT INTO " + TestDatabase.PREFIX + "limit (limit_key, state, forget_at) SELECT "
                    + "CONCAT('flood:', n), '1;', " + expired + " FROM " + numbers);
            statement.execute(
                    "INSERT INTO " + TestDatabase.PREFIX + "challenge (id, purpose, subject, epoch, secret_hash,"
                            + " attempts, attempts_without_id, max_attempts, max_attempts_without_id, issued_at, expires_at) SELECT"
                            + " CONCAT('flood', n), 'PASSWORD_RESET_CODE', CONCAT('nobody:', n), 0, CONCAT('decoy:', n),"
                            + " 0, 0, 5, 3, " + expired + ", " + expired + " FROM " + numbers);
        });
    }
}
