package io.github.keystile.auth.otp;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How long codes and links are, how long they live, how often they may be guessed and sent. Immutable; each {@code
 * with…} gives another policy, and refuses what is out of its range with an {@link IllegalArgumentException} that names
 * the cure.
 *
 * <p>What guessing can reach in any 24 hours is {@code attempts × codesPerDay / 10^digits}: 0.005 % by default. {@link
 * #check()} refuses what passes 0.1 %. So that this holds for any 24 hours, what was mailed stays in the budget for a
 * day and the lives of a code and a ticket: 24 hours and 20 minutes by default.
 */
public final class OtpPolicy {
    private static final double MOST_A_DAY = 0.001;

    private final Parts parts;

    private OtpPolicy(Parts parts) {
        this.parts = parts;
    }

    /**
     * 6 digits, codes, links and tickets 10 minutes, 5 attempts of which 3 without the id, 10 codes a day, 60
     * seconds apart.
     */
    public static OtpPolicy ofDefaults() {
        return new OtpPolicy(new Parts());
    }

    /**
     * Short codes within budgets that keep guessing under 0.1 % a day: 4 digits with 3 attempts and 3 codes a day,
     * 5 digits with 10 attempts and 5 codes a day. The service logs a warning, because a mailbox is soon out of
     * codes. One of the 3 attempts, and 4 of the 10, are for the holder of the challenge's id: where no client keeps ids,
     * open all of them with {@link #withAttemptsWithoutId}.
     *
     * @param digits 4 or 5
     * @throws IllegalArgumentException for other digits
     */
    public static OtpPolicy shortCodes(int digits) {
        OtpPolicy policy = ofDefaults().withDigits(inRange("digits", digits, 4, 5));
        return digits == 4
                ? policy.withAttempts(3).withAttemptsWithoutId(2).withCodesPerDay(3)
                : policy.withAttempts(10).withAttemptsWithoutId(6).withCodesPerDay(5);
    }

    /**
     * How many digits a code has, 4 to 12. People type six without help, and NIST SP 800-63B-4 asks for six or more;
     * fewer are allowed only with budgets as tight as those of {@link #shortCodes}.
     */
    public int digits() {
        return parts.digits;
    }

    /** This policy with other {@link #digits}. */
    public OtpPolicy withDigits(int value) {
        return with(to -> to.digits = inRange("digits", value, 4, 12));
    }

    /**
     * How long a code is good for, 1 second to 10 minutes: long enough for a slow mail, and the most that ASVS 5.0
     * section 6.5.5 allows.
     */
    public Duration codeLifetime() {
        return parts.codeLifetime;
    }

    /** This policy with another {@link #codeLifetime}. */
    public OtpPolicy withCodeLifetime(Duration value) {
        return with(to -> to.codeLifetime = inRange("codeLifetime", value, Duration.ofMinutes(10)));
    }

    /**
     * How long a link is good for, 1 second to 60 minutes. Longer than a code may be, since nobody guesses 256 random
     * bits: what counts is how long it lies in a mailbox.
     */
    public Duration linkLifetime() {
        return parts.linkLifetime;
    }

    /** This policy with another {@link #linkLifetime}. */
    public OtpPolicy withLinkLifetime(Duration value) {
        return with(to -> to.linkLifetime = inRange("linkLifetime", value, Duration.ofMinutes(60)));
    }

    /**
     * How long a reset ticket is good for, 1 second to 10 minutes: the time in which somebody thinks of a new password.
     */
    public Duration ticketLifetime() {
        return parts.ticketLifetime;
    }

    /** This policy with another {@link #ticketLifetime}. */
    public OtpPolicy withTicketLifetime(Duration value) {
        return with(to -> to.ticketLifetime = inRange("ticketLifetime", value, Duration.ofMinutes(10)));
    }

    /** How often one code may be guessed at, 1 to 10: a person's typing errors fit in, a machine's guesses do not. */
    public int attempts() {
        return parts.attempts;
    }

    /** This policy with other {@link #attempts}. */
    public OtpPolicy withAttempts(int value) {
        return with(to -> to.attempts = inRange("attempts", value, 1, 10));
    }

    /**
     * How many of the attempts are open to callers who do not hold the challenge's id, 0 to 10 and at most {@link
     * #attempts}. The others are left to the browser that asked, so that a stranger cannot burn its code.
     */
    public int attemptsWithoutId() {
        return parts.attemptsWithoutId;
    }

    /** This policy with other {@link #attemptsWithoutId}. */
    public OtpPolicy withAttemptsWithoutId(int value) {
        return with(to -> to.attemptsWithoutId = inRange("attemptsWithoutId", value, 0, 10));
    }

    /**
     * How many codes, links and notices of signups go to one mailbox in any 24 hours, whatever their purpose, and how
     * many notices of new passwords; 1 to 20. It bounds what can be guessed in a day, and what a stranger can mail to
     * somebody.
     */
    public int codesPerDay() {
        return parts.codesPerDay;
    }

    /** This policy with other {@link #codesPerDay}. */
    public OtpPolicy withCodesPerDay(int value) {
        return with(to -> to.codesPerDay = inRange("codesPerDay", value, 1, 20));
    }

    /**
     * The time between two codes of one purpose to one mailbox, 1 second to 1 hour: an impatient second click costs
     * none of the day's codes.
     */
    public Duration cooldown() {
        return parts.cooldown;
    }

    /** This policy with another {@link #cooldown}. */
    public OtpPolicy withCooldown(Duration value) {
        return with(to -> to.cooldown = inRange("cooldown", value, Duration.ofHours(1)));
    }

    /**
     * Checks the numbers that bound one another, as the builder of the service does when it builds: until then they may
     * be set in any order.
     *
     * @throws IllegalArgumentException if guessing would be too easy, or more attempts are open without the id than
     *     there are; the message names the cure
     */
    public void check() {
        if (parts.attemptsWithoutId > parts.attempts) {
            throw new IllegalArgumentException(
                    "Set attemptsWithoutId between 0 and attempts, which is " + parts.attempts);
        }
        if (parts.attempts * parts.codesPerDay / Math.pow(10, parts.digits) > MOST_A_DAY) {
            throw new IllegalArgumentException("Codes of " + parts.digits + " digits with " + parts.attempts
                    + " attempts and " + parts.codesPerDay
                    + " codes a day are too easy to guess: use more digits or OtpPolicy.shortCodes");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OtpPolicy policy && parts.all().equals(policy.parts.all());
    }

    @Override
    public int hashCode() {
        return parts.all().hashCode();
    }

    @Override
    public String toString() {
        return "OtpPolicy[digits=" + parts.digits + ", codeLifetime=" + parts.codeLifetime + ", linkLifetime="
                + parts.linkLifetime + ", ticketLifetime=" + parts.ticketLifetime + ", attempts=" + parts.attempts
                + ", attemptsWithoutId=" + parts.attemptsWithoutId + ", codesPerDay=" + parts.codesPerDay
                + ", cooldown=" + parts.cooldown + "]";
    }

    private OtpPolicy with(Consumer<Parts> change) {
        Parts copy = new Parts(parts);
        change.accept(copy);
        return new OtpPolicy(copy);
    }

    private static int inRange(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("Set " + field + " between " + min + " and " + max);
        }
        return value;
    }

    private static Duration inRange(String field, Duration value, Duration max) {
        Objects.requireNonNull(value, field);
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("Set " + field + " between 1 second and " + max);
        }
        return value;
    }

    /** The defaults, until they are changed; never changed once a policy holds them. */
    private static final class Parts {
        private int digits = 6;
        private Duration codeLifetime = Duration.ofMinutes(10);
        private Duration linkLifetime = Duration.ofMinutes(10);
        private Duration ticketLifetime = Duration.ofMinutes(10);
        private int attempts = 5;
        private int attemptsWithoutId = 3;
        private int codesPerDay = 10;
        private Duration cooldown = Duration.ofSeconds(60);

        Parts() {}

        Parts(Parts from) {
            digits = from.digits;
            codeLifetime = from.codeLifetime;
            linkLifetime = from.linkLifetime;
            ticketLifetime = from.ticketLifetime;
            attempts = from.attempts;
            attemptsWithoutId = from.attemptsWithoutId;
            codesPerDay = from.codesPerDay;
            cooldown = from.cooldown;
        }

        List<Object> all() {
            return List.of(
                    digits,
                    codeLifetime,
                    linkLifetime,
                    ticketLifetime,
                    attempts,
                    attemptsWithoutId,
                    codesPerDay,
                    cooldown);
        }
    }
}
