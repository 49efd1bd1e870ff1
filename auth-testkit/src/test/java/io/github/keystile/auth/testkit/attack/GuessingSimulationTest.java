package io.github.keystile.auth.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.testkit.attack.GuessingAttack.Victim;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A month of the best attacker that the API allows, against one address, whose owner stays signed in and logs in
 * meanwhile. {@code -Dkeystile.guessing.days=365} plays a year.
 */
@Tag("OTP-05")
@Tag("OTP-13")
@Tag("slow")
class GuessingSimulationTest {
    private static final int DAYS = Integer.getInteger("keystile.guessing.days", 30);
    private static final Instant START = Instant.parse("2026-11-01T05:55:00.005Z");

    @ParameterizedTest
    @CsvSource({
        "4, IDLE",
        "5, IDLE",
        "6, IDLE",
        "8, IDLE",
        "4, PROVES_A_CODE_A_DAY",
        "5, PROVES_A_CODE_A_DAY",
        "6, PROVES_A_CODE_A_DAY",
        "8, PROVES_A_CODE_A_DAY",
        "4, WITHOUT_ACCOUNT",
        "5, WITHOUT_ACCOUNT",
        "6, WITHOUT_ACCOUNT",
        "8, WITHOUT_ACCOUNT"
    })
    void guessingAtCodes(int digits, Victim victim, TestReporter reporter) {
        OtpPolicy policy = GuessingContract.policy(digits);
        AuthStores stores = AuthStores.inMemory();

        GuessingFigures figures = GuessingAttack.run(() -> stores, START, policy, victim, DAYS);

        publish(reporter, digits + " digits, " + victim.words(), figures.text(policy, victim));
        GuessingContract.assertHolds(policy, figures);
        int most = victim == Victim.IDLE ? GuessingFigures.HARD_STOP : GuessingFigures.promised(policy) * DAYS;
        assertThat(figures.inTotal())
                .isLessThanOrEqualTo(most)
                .as("an attacker who finds less than half of what there is proves nothing")
                .isGreaterThan(most / 2);
    }

    @ParameterizedTest
    @Tag("LGN-03")
    @CsvSource({"0", "1", "3"})
    void guessingAtThePassword(int loginsADay, TestReporter reporter) {
        AuthStores stores = AuthStores.inMemory();

        PasswordAttack.Figures figures = PasswordAttack.run(() -> stores, START, loginsADay, DAYS);

        publish(reporter, "password, whose owner logs in " + loginsADay + " times a day", figures.text());
        assertThat(figures.inWorstDay()).isEqualTo(PasswordAttack.promised(loginsADay));
        assertThat(figures.minutesLocked())
                .as("the price")
                .isEqualTo(Duration.ofDays(1).toMinutes());
    }

    private static void publish(TestReporter reporter, String what, String value) {
        reporter.publishEntry(
                Map.of("figure", "Guessing", "what", "memory, " + DAYS + " days: " + what, "value", value));
    }
}
