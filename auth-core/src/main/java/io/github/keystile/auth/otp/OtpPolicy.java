package io.github.keystile.auth.otp;

import java.time.Duration;
import java.util.Objects;

/**
 * How long codes and links are, how long they live, how often they may be guessed and sent.
 *
 * <p>What guessing can reach in any 24 hours is {@code attempts × codesPerDay / 10^digits}: 0.005 % by default. The
 * constructor refuses what passes 0.1 %. So that this holds for any 24 hours, what was mailed stays in the budget for a
 * day and the lives of a code and a ticket: 24 hours and 20 minutes by default.
 *
 * @param digits of a code; 4 to 12. Under 6 only within the tight budgets of {@link #shortCodes}
 * @param codeLifetime of a code; 1 second to 10 minutes (ASVS 5.0 section 6.5.5)
 * @param linkLifetime of a link; 1 second to 60 minutes
 * @param ticketLifetime of a reset ticket; 1 second to 10 minutes
 * @param attempts for each code; 1 to 10
 * @param attemptsWithoutId how many of them are open to callers who do not hold the challenge's id; 0 to {@code
 *     attempts}
 * @param codesPerDay how many codes, links and notices of signups go to one mailbox in any 24 hours, whatever their
 *     purpose, and how many notices of new passwords; 1 to 20
 * @param cooldown between two codes of one purpose to one mailbox; 1 second to 1 hour
 */
public record OtpPolicy(
        int digits,
        Duration codeLifetime,
        Duration linkLifetime,
        Duration ticketLifetime,
        int attempts,
        int attemptsWithoutId,
        int codesPerDay,
        Duration cooldown) {
    private static final double MOST_A_DAY = 0.001;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range, or guessing would be too easy; the message
     *     names the cure
     */
    public OtpPolicy {
        requireRange("digits", digits, 4, 12);
        requireRange("attempts", attempts, 1, 10);
        requireRange("attemptsWithoutId", attemptsWithoutId, 0, attempts);
        requireRange("codesPerDay", codesPerDay, 1, 20);
        requireRange("codeLifetime", codeLifetime, Duration.ofMinutes(10));
        requireRange("linkLifetime", linkLifetime, Duration.ofMinutes(60));
        requireRange("ticketLifetime", ticketLifetime, Duration.ofMinutes(10));
        requireRange("cooldown", cooldown, Duration.ofHours(1));
        if (attempts * codesPerDay / Math.pow(10, digits) > MOST_A_DAY) {
            throw new IllegalArgumentException("Codes of " + digits + " digits with " + attempts + " attempts and "
                    + codesPerDay + " codes a day are too easy to guess: use more digits or OtpPolicy.shortCodes");
        }
    }

    /**
     * 6 digits, codes, links and tickets 10 minutes, 5 attempts of which 3 without the id, 10 codes a day, 60
     * seconds apart.
     *
     * @return the defaults
     */
    public static OtpPolicy ofDefaults() {
        return new OtpPolicy(6, minutes(10), minutes(10), minutes(10), 5, 3, 10, Duration.ofSeconds(60));
    }

    /**
     * Short codes within budgets that keep guessing under 0.1 % a day: 4 digits with 3 attempts and 3 codes a day,
     * 5 digits with 10 attempts and 5 codes a day. The service logs a warning, because a mailbox is soon out of
     * codes. One of the 3 attempts, and 4 of the 10, are for the holder of the challenge's id: where no client keeps ids,
     * open all of them with {@link #withAttempts}, e.g. {@code withAttempts(3, 3)}.
     *
     * @param digits 4 or 5
     * @return a policy
     * @throws IllegalArgumentException for other digits
     */
    public static OtpPolicy shortCodes(int digits) {
        requireRange("digits", digits, 4, 5);
        return digits == 4
                ? new OtpPolicy(4, minutes(10), minutes(10), minutes(10), 3, 2, 3, Duration.ofSeconds(60))
                : new OtpPolicy(5, minutes(10), minutes(10), minutes(10), 10, 6, 5, Duration.ofSeconds(60));
    }

    /**
     * This policy with longer or shorter codes.
     *
     * @param value 6 to 12, or fewer where the budgets are tight enough
     * @return a new policy
     */
    public OtpPolicy withDigits(int value) {
        return new OtpPolicy(
                value, codeLifetime, linkLifetime, ticketLifetime, attempts, attemptsWithoutId, codesPerDay, cooldown);
    }

    /**
     * This policy with another life of codes.
     *
     * @param value 1 second to 10 minutes
     * @return a new policy
     */
    public OtpPolicy withCodeLifetime(Duration value) {
        return new OtpPolicy(
                digits, value, linkLifetime, ticketLifetime, attempts, attemptsWithoutId, codesPerDay, cooldown);
    }

    /**
     * This policy with another life of links.
     *
     * @param value 1 second to 60 minutes
     * @return a new policy
     */
    public OtpPolicy withLinkLifetime(Duration value) {
        return new OtpPolicy(
                digits, codeLifetime, value, ticketLifetime, attempts, attemptsWithoutId, codesPerDay, cooldown);
    }

    /**
     * This policy with other attempts.
     *
     * @param all for each code
     * @param withoutId how many of them without the challenge's id
     * @return a new policy
     */
    public OtpPolicy withAttempts(int all, int withoutId) {
        return new OtpPolicy(digits, codeLifetime, linkLifetime, ticketLifetime, all, withoutId, codesPerDay, cooldown);
    }

    /**
     * This policy with another budget of mails.
     *
     * @param perDay to one mailbox in any 24 hours
     * @param apart between two of one purpose
     * @return a new policy
     */
    public OtpPolicy withBudget(int perDay, Duration apart) {
        return new OtpPolicy(
                digits, codeLifetime, linkLifetime, ticketLifetime, attempts, attemptsWithoutId, perDay, apart);
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static void requireRange(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("Set " + field + " between " + min + " and " + max);
        }
    }

    private static void requireRange(String field, Duration value, Duration max) {
        Objects.requireNonNull(value, field);
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("Set " + field + " between 1 second and " + max);
        }
    }
}
