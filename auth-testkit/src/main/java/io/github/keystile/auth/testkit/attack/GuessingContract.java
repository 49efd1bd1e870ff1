package io.github.keystile.auth.testkit.attack;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.testkit.attack.GuessingAttack.Victim;
import io.github.keystile.auth.testkit.internal.Tomorrow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What guessing comes to on your stores: somebody plays every trick that the API allows against one person, while the
 * application runs as two processes that restart every day. They must not have more guesses in any 24 hours than the
 * policies promise, and exactly as many as with stores in memory. Extend it as {@link AuthServiceContract}.
 *
 * <p>Every test uses addresses and names that were never used before. The simulated time begins tomorrow, so that a
 * database which deletes expired rows by itself leaves them alone. The figures are published as report entries.
 */
public abstract class GuessingContract {
    private static final int SHORT = 2;

    private final Instant now = Tomorrow.now();

    /** For subclasses. */
    protected GuessingContract() {}

    /**
     * Makes the four adapters, as in {@link AuthServiceContract}: each time new ones on the same database. Only
     * in-memory stores may be the same objects.
     *
     * @return fresh adapters on the database under test
     */
    protected abstract AuthStores createStores();

    /**
     * How many days are simulated: 2, which hold the worst 24 hours, or more by {@code
     * -Dkeystile.guessing.days=30}.
     *
     * @return 2 or more
     */
    protected int days() {
        return Integer.getInteger("keystile.guessing.days", SHORT);
    }

    /**
     * How long the codes are: 4 and 6 digits, and 5 and 8 where more than 2 days are played.
     *
     * @return numbers of digits, 4 to 12
     */
    protected List<Integer> digits() {
        return days() > SHORT ? List.of(4, 5, 6, 8) : List.of(4, 6);
    }

    /**
     * What the figures are filed under.
     *
     * @return the name of the class; override it where one class tests several databases
     */
    protected String storeName() {
        return getClass().getSimpleName();
    }

    @Test
    final void codesOfSomebodyWhoTypesNone(TestReporter reporter) {
        guess(Victim.IDLE, reporter);
    }

    @Test
    final void codesOfSomebodyWhoTypesOneADay(TestReporter reporter) {
        guess(Victim.PROVES_A_CODE_A_DAY, reporter);
    }

    @Test
    final void codesOfSomebodyWithoutAnAccount(TestReporter reporter) {
        guess(Victim.WITHOUT_ACCOUNT, reporter);
    }

    @Test
    final void passwords(TestReporter reporter) {
        for (int logins : List.of(0, 1)) {
            PasswordAttack.Figures figures = PasswordAttack.run(this::createStores, now, logins, days());
            String owner = logins == 0 ? "owner stays away" : "owner logs in once a day";
            publish(reporter, "passwords, " + owner, figures.text());
            assertEquals(PasswordAttack.run(memory(), now, logins, days()), figures, "on these stores, and in memory");
            assertTrue(
                    figures.inWorstDay() <= PasswordAttack.promised(logins),
                    () -> figures + ", promised " + PasswordAttack.promised(logins));
        }
    }

    private void guess(Victim victim, TestReporter reporter) {
        for (int digits : digits()) {
            OtpPolicy policy = policy(digits);
            GuessingFigures figures = GuessingAttack.run(this::createStores, now, policy, victim, days());
            publish(reporter, digits + " digits, " + victim.words(), figures.text(policy, victim));
            assertHolds(policy, figures);
            assertEquals(
                    GuessingAttack.run(memory(), now, policy, victim, days()),
                    figures,
                    "on these stores, and in memory");
        }
    }

    static void assertHolds(OtpPolicy policy, GuessingFigures figures) {
        int promised = GuessingFigures.promised(policy);
        assertAll(
                () -> assertTrue(figures.inWorstDay() <= promised, () -> figures + ", promised " + promised),
                () -> assertTrue(
                        figures.inWorstDay() > promised / 2,
                        () -> figures + ": who finds less than half of what there is proves nothing"),
                () -> assertTrue(figures.mailsInWorstDay() <= policy.codesPerDay(), () -> "mails: " + figures),
                () -> assertEquals(0, figures.ofUnknown(), "compares for somebody unknown"));
    }

    static OtpPolicy policy(int digits) {
        return digits < 6
                ? OtpPolicy.shortCodes(digits)
                : OtpPolicy.ofDefaults().withDigits(digits);
    }

    private void publish(TestReporter reporter, String what, String value) {
        reporter.publishEntry(Map.of("figure", "Guessing", "what", storeName() + ": " + what, "value", value));
    }

    private static Supplier<AuthStores> memory() {
        AuthStores stores = AuthStores.inMemory();
        return () -> stores;
    }
}
