package io.github.keystile.tests.config;

import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.TOKEN_EXPIRED;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** In New York the clocks go from 01:59:59 back to 01:00:00 at 2026-11-01T06:00Z. */
@Isolated("sets the time zone of the process")
@Tag("STO-06")
class DaylightSavingTest {
    private static final Instant FIVE_TO = Instant.parse("2026-11-01T05:55:00Z");

    private final TimeZone before = TimeZone.getDefault();

    @BeforeEach
    void moveToNewYork() {
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    }

    @AfterEach
    void moveBack() {
        TimeZone.setDefault(before);
    }

    @Test
    void aCodeMailedBeforeTheHourIsRepeatedLivesTenMinutes() {
        try (Anna late = Anna.signedUp()) {
            late.auth.clock().set(FIVE_TO);
            ChallengeCode code = late.resetCode();
            late.auth.clock().set(Instant.parse("2026-11-01T06:05:00Z"));
            refused(INVALID_CODE, () -> late.finish(code, Anna.NEXT));
        }
        try (Anna anna = Anna.signedUp()) {
            anna.auth.clock().set(FIVE_TO);
            ChallengeCode code = anna.resetCode();
            anna.auth.clock().set(Instant.parse("2026-11-01T06:04:59.999Z"));

            anna.finish(code, Anna.NEXT);
        }
    }

    @Test
    void sessionsAndLocksLastAsLongAsEverywhere() {
        try (Anna anna = Anna.signedUp()) {
            anna.auth.clock().set(FIVE_TO);
            SignedIn session = anna.logIn(Anna.PASSWORD);
            times(10, () -> refused(INVALID_CREDENTIALS, () -> anna.logIn("Not the password")));

            assertThat(session.tokens().accessExpiresAt()).isEqualTo(FIVE_TO.plus(Duration.ofMinutes(15)));
            anna.auth.clock().set(FIVE_TO.plus(Duration.ofMinutes(15)).minusMillis(1));
            anna.verify(session);
            refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
            anna.later(Duration.ofMillis(1));
            refused(TOKEN_EXPIRED, () -> anna.verify(session));
            anna.logIn(Anna.PASSWORD);
        }
    }
}
