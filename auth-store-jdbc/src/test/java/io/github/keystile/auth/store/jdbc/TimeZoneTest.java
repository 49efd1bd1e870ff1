package io.github.keystile.auth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.otp.Purpose;
import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the process believes to be does not matter, not even in the hour that exists twice. */
class TimeZoneTest {
    private static final Instant ISSUED = Instant.parse("2026-11-01T05:55:00Z");
    private static final Instant EXPIRES = Instant.parse("2026-11-01T06:05:00Z");

    private final TimeZone found = TimeZone.getDefault();

    @BeforeEach
    @AfterEach
    void restore() {
        TimeZone.setDefault(found);
    }

    @ParameterizedTest
    @CsvSource({
        "H2,America/New_York",
        "POSTGRESQL,America/New_York",
        "MARIADB,America/New_York",
        "H2,Asia/Kathmandu",
        "POSTGRESQL,Pacific/Apia",
        "MARIADB,Australia/Lord_Howe"
    })
    @Tag("STO-06")
    @Tag("OTP-02")
    @Tag("CFG-03")
    void aCodeLivesTenMinutesAcrossTheChangeOfTheClocks(TestDatabase database, String zone) {
        database.emptied();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (HikariDataSource pool = database.pool(1, true)) {
            OtpStore challenges =
                    JdbcStores.on(pool).tablePrefix(TestDatabase.PREFIX).challenges();
            challenges.insert(new Challenge(
                    "c1", Purpose.PASSWORD_RESET_CODE, "user-1", 0, "h", 0, 0, 5, 3, ISSUED, EXPIRES, null));
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
            assertThat(challenges.find("c1").orElseThrow().issuedAt()).isEqualTo(ISSUED);
            assertThat(challenges.find("c1").orElseThrow().expiresAt()).isEqualTo(EXPIRES);
            assertThat(challenges.claimAttempt("c1", Claim.WITH_ID, EXPIRES.minusMillis(1)))
                    .isPresent();
            assertThat(challenges.claimAttempt("c1", Claim.WITH_ID, EXPIRES)).isEmpty();
        }
    }
}
