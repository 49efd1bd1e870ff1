package io.github.keystile.auth.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.flow.GuessingAttack.Figures;
import io.github.keystile.auth.flow.GuessingAttack.Victim;
import io.github.keystile.auth.otp.OtpPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A month of the best attacker that the API allows, against one address, whose owner stays signed in and logs in
 * meanwhile. The figures are printed and kept as {@code target/guessing.md}.
 */
@Tag("OTP-05")
@Tag("OTP-13")
@Tag("slow")
class GuessingSimulationTest {
    private static final Map<String, Figures> FIGURES = new TreeMap<>();

    /**
     * @param aDay attempts × codes, which DESIGN promises
     * @param aMonth of somebody who never proves a code: after 100 wrong ones in a row only links are left
     */
    @ParameterizedTest
    @CsvSource({
        "4, IDLE, 9, 100",
        "5, IDLE, 50, 100",
        "6, IDLE, 50, 100",
        "8, IDLE, 50, 100",
        "4, PROVES_A_CODE_A_DAY, 9, 270",
        "5, PROVES_A_CODE_A_DAY, 50, 1500",
        "6, PROVES_A_CODE_A_DAY, 50, 1500",
        "8, PROVES_A_CODE_A_DAY, 50, 1500",
        "4, WITHOUT_ACCOUNT, 9, 270",
        "6, WITHOUT_ACCOUNT, 50, 1500"
    })
    void aMonthOfGuessing(int digits, Victim victim, int aDay, int aMonth) {
        OtpPolicy policy = digits < 6
                ? OtpPolicy.shortCodes(digits)
                : OtpPolicy.ofDefaults().withDigits(digits);

        Figures figures = GuessingAttack.runForAMonth(policy, victim);

        FIGURES.put(digits + " digits, " + words(victim), figures);
        assertThat(figures.guessesInWorstDay()).isLessThanOrEqualTo(aDay);
        assertThat(figures.guessesInMonth()).isLessThanOrEqualTo(aMonth);
        assertThat(figures.guessesInMonth())
                .as("an attacker who finds less than half of what there is proves nothing")
                .isGreaterThan(aMonth / 2);
        assertThat(figures.mailsInWorstDay()).isLessThanOrEqualTo(policy.codesPerDay());
        assertThat(figures.unknownWasGuessedAt()).isZero();
    }

    @AfterAll
    static void print() throws IOException {
        StringBuilder page =
                new StringBuilder("| codes, owner | guesses in the worst 24 h | in a month | chance a day |"
                        + " chance a year | mails in the worst 24 h | of 30 days, those on which the owner asked for a code in vain |\n"
                        + "|---|---|---|---|---|---|---|\n");
        FIGURES.forEach((who, figures) -> page.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %s | %s | %d | %d |%n",
                who,
                figures.guessesInWorstDay(),
                figures.guessesInMonth(),
                percent(figures.chanceADay()),
                percent(figures.chanceAYear()),
                figures.mailsInWorstDay(),
                figures.daysWithoutCode())));
        Files.writeString(Path.of("target", "guessing.md"), page);
        System.out.println(page);
    }

    private static String words(Victim victim) {
        return victim.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String percent(double chance) {
        return String.format(Locale.ROOT, "%.4f %%", chance * 100);
    }
}
