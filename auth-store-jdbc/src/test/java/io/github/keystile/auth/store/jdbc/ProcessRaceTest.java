package io.github.keystile.auth.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.testkit.attack.ProcessRace;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several processes on one database race for one code, one refresh, one username and one limit. */
@Tag("slow")
class ProcessRaceTest {
    private static final int CONNECTIONS = 8;

    @ParameterizedTest
    @EnumSource(
            value = TestDatabase.class,
            names = {"POSTGRESQL", "MARIADB"})
    @Timeout(900)
    @Tag("OTP-03")
    @Tag("OTP-04")
    @Tag("STO-03")
    void haveOneWinnerEach(TestDatabase database) throws Exception {
        HikariDataSource pool = database.emptied();
        ProcessBuilder process = ProcessRace.process(ProcessRaceTest.class, pool.getJdbcUrl(), pool.getUsername());
        process.command().add(1, "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
        ProcessRace.assertOneWinnerEach(
                JdbcStores.on(pool).tablePrefix(TestDatabase.PREFIX).all(), process);
    }

    /** Arguments: JDBC URL, user. */
    public static void main(String[] args) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[0]);
        config.setUsername(args[1]);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(Duration.ofMinutes(2).toMillis());
        try (HikariDataSource pool = new HikariDataSource(config)) {
            ProcessRace.join(
                    JdbcStores.on(pool).tablePrefix(TestDatabase.PREFIX).all(), System.in, System.out);
        }
    }
}
