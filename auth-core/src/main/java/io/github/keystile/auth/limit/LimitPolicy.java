package io.github.keystile.auth.limit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How much one caller may ask and how often one account may be guessed at. Budgets per mailbox are in the {@code
 * OtpPolicy}. Immutable; each {@code with…} gives another policy. What a number may be stands on {@link Budget} and
 * {@link Lockout}.
 *
 * <p>Callers who share an address share its budgets, which are therefore wide: they stop machines, and an office gets by.
 */
public final class LimitPolicy {
    private final Parts parts;

    private LimitPolicy(Parts parts) {
        this.parts = parts;
    }

    /**
     * For one caller 300 logins and 200 codes in 10 minutes and 60 requests in an hour, so that an office behind one
     * address gets by; for one identifier 20 requests in an hour; 10 wrong passwords lock for 15 minutes, doubling
     * to an hour; 100 wrong codes in a row end codes for a year or until a password is set by link.
     */
    public static LimitPolicy ofDefaults() {
        return new LimitPolicy(new Parts());
    }

    /** Password checks from one address, right or wrong. */
    public Budget loginsPerCaller() {
        return parts.loginsPerCaller;
    }

    /** This policy with other {@link #loginsPerCaller}. */
    public LimitPolicy withLoginsPerCaller(Budget value) {
        return with(to -> to.loginsPerCaller = Objects.requireNonNull(value, "value"));
    }

    /** Signups, resets and resends from one address: each may mail somebody who never asked. */
    public Budget requestsPerCaller() {
        return parts.requestsPerCaller;
    }

    /** This policy with other {@link #requestsPerCaller}. */
    public LimitPolicy withRequestsPerCaller(Budget value) {
        return with(to -> to.requestsPerCaller = Objects.requireNonNull(value, "value"));
    }

    /** Codes shown from one address, right or wrong. */
    public Budget codeChecksPerCaller() {
        return parts.codeChecksPerCaller;
    }

    /** This policy with other {@link #codeChecksPerCaller}. */
    public LimitPolicy withCodeChecksPerCaller(Budget value) {
        return with(to -> to.codeChecksPerCaller = Objects.requireNonNull(value, "value"));
    }

    /** Signups and resets for one submitted identifier, existing or not, so that a refusal tells nothing. */
    public Budget requestsPerIdentifier() {
        return parts.requestsPerIdentifier;
    }

    /** This policy with other {@link #requestsPerIdentifier}. */
    public LimitPolicy withRequestsPerIdentifier(Budget value) {
        return with(to -> to.requestsPerIdentifier = Objects.requireNonNull(value, "value"));
    }

    /**
     * Consecutive wrong passwords for one account, existing or not. A lock is short, because anybody can lock anybody
     * out.
     */
    public Lockout wrongPasswords() {
        return parts.wrongPasswords;
    }

    /** This policy with other {@link #wrongPasswords}. */
    public LimitPolicy withWrongPasswords(Lockout value) {
        return with(to -> to.wrongPasswords = Objects.requireNonNull(value, "value"));
    }

    /**
     * Consecutive wrong codes for one account, signups left out; then only links are left (NIST SP 800-63B-4 section
     * 3.2.2).
     */
    public Lockout wrongCodes() {
        return parts.wrongCodes;
    }

    /** This policy with other {@link #wrongCodes}. */
    public LimitPolicy withWrongCodes(Lockout value) {
        return with(to -> to.wrongCodes = Objects.requireNonNull(value, "value"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LimitPolicy policy && parts.all().equals(policy.parts.all());
    }

    @Override
    public int hashCode() {
        return parts.all().hashCode();
    }

    @Override
    public String toString() {
        return "LimitPolicy[loginsPerCaller=" + parts.loginsPerCaller + ", requestsPerCaller="
                + parts.requestsPerCaller + ", codeChecksPerCaller=" + parts.codeChecksPerCaller
                + ", requestsPerIdentifier=" + parts.requestsPerIdentifier + ", wrongPasswords="
                + parts.wrongPasswords + ", wrongCodes=" + parts.wrongCodes + "]";
    }

    private LimitPolicy with(Consumer<Parts> change) {
        Parts copy = new Parts(parts);
        change.accept(copy);
        return new LimitPolicy(copy);
    }

    /** The defaults, until they are changed; never changed once a policy holds them. */
    private static final class Parts {
        private static final Duration YEAR = Duration.ofDays(365);

        private Budget loginsPerCaller = new Budget(300, Duration.ofMinutes(10));
        private Budget requestsPerCaller = new Budget(60, Duration.ofHours(1));
        private Budget codeChecksPerCaller = new Budget(200, Duration.ofMinutes(10));
        private Budget requestsPerIdentifier = new Budget(20, Duration.ofHours(1));
        private Lockout wrongPasswords =
                new Lockout(10, Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(1));
        private Lockout wrongCodes = new Lockout(100, YEAR, YEAR, YEAR);

        Parts() {}

        Parts(Parts from) {
            loginsPerCaller = from.loginsPerCaller;
            requestsPerCaller = from.requestsPerCaller;
            codeChecksPerCaller = from.codeChecksPerCaller;
            requestsPerIdentifier = from.requestsPerIdentifier;
            wrongPasswords = from.wrongPasswords;
            wrongCodes = from.wrongCodes;
        }

        List<Object> all() {
            return List.of(
                    loginsPerCaller,
                    requestsPerCaller,
                    codeChecksPerCaller,
                    requestsPerIdentifier,
                    wrongPasswords,
                    wrongCodes);
        }
    }
}
