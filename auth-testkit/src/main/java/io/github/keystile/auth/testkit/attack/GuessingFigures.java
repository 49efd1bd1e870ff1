package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.testkit.attack.GuessingAttack.Victim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What came of guessing at codes.
 *
 * @param inWorstDay the most compares in any 24 hours
 * @param mailsInWorstDay the most codes that the owner was mailed in any 24 hours
 * @param daysWithoutCode on how many days no code was mailed when the owner asked at noon
 * @param ofUnknown compares for an address that nobody has
 */
record GuessingFigures(int days, int inWorstDay, int inTotal, int mailsInWorstDay, int daysWithoutCode, int ofUnknown) {
    static final int HARD_STOP = 100;
    private static final Duration DAY = Duration.ofDays(1);

    /** What DESIGN promises for any 24 hours. */
    static int promised(OtpPolicy policy) {
        return policy.attempts() * policy.codesPerDay();
    }

    /** At this rate; whoever types no code is guessed at a hundred times, and then has links only for a year. */
    int inYear(Victim victim) {
        int unstopped = inTotal * 365 / days;
        return victim == Victim.IDLE ? Math.min(unstopped, HARD_STOP) : unstopped;
    }

    String text(OtpPolicy policy, Victim victim) {
        double codes = Math.pow(10, policy.digits());
        return String.format(
                Locale.ROOT,
                "worst 24 h %d of %d promised (%.4f %%); %d days %d; a year %d (%.4f %%);"
                        + " owner: %d mails in the worst 24 h, no code on %d days",
                inWorstDay,
                promised(policy),
                100 * inWorstDay / codes,
                days,
                inTotal,
                inYear(victim),
                100 * (1 - Math.pow(1 - 1 / codes, inYear(victim))),
                mailsInWorstDay,
                daysWithoutCode);
    }

    /** The most in any 24 hours. */
    static int most(List<Instant> times) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < times.size(); last++) {
            while (!times.get(first).isAfter(times.get(last).minus(DAY))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
