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
    private static final int MOST_NETWORKS = 1000;

    private final Parts parts;

    private LimitPolicy(Parts parts) {
        this.parts = parts;
    }

    /**
     * For one caller 300 wrong logins and 200 wrong codes in 10 minutes and 60 requests in an hour, so that an office
     * behind one address gets by; for one identifier 20 requests and 30 wrong codes in an hour; for one account 1000
     * logins in an hour; 10 wrong passwords lock for 15 minutes, doubling to an hour; 100 wrong codes in a row end codes
     * for a year or until a password is set by link. No network is known.
     */
    public static LimitPolicy ofDefaults() {
        return new LimitPolicy(new Parts());
    }

    /** Wrong passwords from one address. A login that succeeds gives back what it took, and nothing that others took. */
    public Budget wrongLoginsPerCaller() {
        return parts.wrongLoginsPerCaller;
    }

    /** This policy with other {@link #wrongLoginsPerCaller}. */
    public LimitPolicy withWrongLoginsPerCaller(Budget value) {
        return with(to -> to.wrongLoginsPerCaller = Objects.requireNonNull(value, "value"));
    }

    /**
     * Signups, resets and resends from one address, never given back: each may mail somebody who never asked. Where many
     * share an address, a school for instance, name its {@link #networks}.
     */
    public Budget requestsPerCaller() {
        return parts.requestsPerCaller;
    }

    /** This policy with other {@link #requestsPerCaller}. */
    public LimitPolicy withRequestsPerCaller(Budget value) {
        return with(to -> to.requestsPerCaller = Objects.requireNonNull(value, "value"));
    }

    /** Wrong codes shown from one address. A code that is accepted gives back what it took. */
    public Budget wrongCodesPerCaller() {
        return parts.wrongCodesPerCaller;
    }

    /** This policy with other {@link #wrongCodesPerCaller}. */
    public LimitPolicy withWrongCodesPerCaller(Budget value) {
        return with(to -> to.wrongCodesPerCaller = Objects.requireNonNull(value, "value"));
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
     * Wrong codes of one purpose that are shown with one submitted identifier, existing or not, instead of a challenge's
     * id. A code that is accepted gives back what it took.
     */
    public Budget wrongCodesPerIdentifier() {
        return parts.wrongCodesPerIdentifier;
    }

    /** This policy with other {@link #wrongCodesPerIdentifier}. */
    public LimitPolicy withWrongCodesPerIdentifier(Budget value) {
        return with(to -> to.wrongCodesPerIdentifier = Objects.requireNonNull(value, "value"));
    }

    /** Logins to one account, wrong ones while it is not locked included; over it they are refused aloud, as no person gets there. */
    public Budget loginsPerAccount() {
        return parts.loginsPerAccount;
    }

    /** This policy with other {@link #loginsPerAccount}. */
    public LimitPolicy withLoginsPerAccount(Budget value) {
        return with(to -> to.loginsPerAccount = Objects.requireNonNull(value, "value"));
    }

    /** Networks whose callers have other budgets than {@code …PerCaller}, or none; the first that fits counts. */
    public List<KnownNetwork> networks() {
        return parts.networks;
    }

    /** This policy with other {@link #networks}, 1000 at most. */
    public LimitPolicy withNetworks(List<KnownNetwork> value) {
        List<KnownNetwork> networks = List.copyOf(value);
        if (networks.size() > MOST_NETWORKS) {
            throw new IllegalArgumentException("Name " + MOST_NETWORKS + " networks at most");
        }
        return with(to -> to.networks = networks);
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
        return "LimitPolicy[wrongLoginsPerCaller=" + parts.wrongLoginsPerCaller + ", requestsPerCaller="
                + parts.requestsPerCaller + ", wrongCodesPerCaller=" + parts.wrongCodesPerCaller
                + ", requestsPerIdentifier=" + parts.requestsPerIdentifier + ", wrongCodesPerIdentifier="
                + parts.wrongCodesPerIdentifier + ", loginsPerAccount="
                + parts.loginsPerAccount + ", networks="
                + parts.networks + ", wrongPasswords="
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

        private Budget wrongLoginsPerCaller = new Budget(300, Duration.ofMinutes(10));
        private Budget requestsPerCaller = new Budget(60, Duration.ofHours(1));
        private Budget wrongCodesPerCaller = new Budget(200, Duration.ofMinutes(10));
        private Budget requestsPerIdentifier = new Budget(20, Duration.ofHours(1));
        private Budget wrongCodesPerIdentifier = new Budget(30, Duration.ofHours(1));
        private Budget loginsPerAccount = new Budget(1000, Duration.ofHours(1));
        private List<KnownNetwork> networks = List.of();
        private Lockout wrongPasswords =
                new Lockout(10, Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(1));
        private Lockout wrongCodes = new Lockout(100, YEAR, YEAR, YEAR);

        Parts() {}

        Parts(Parts from) {
            wrongLoginsPerCaller = from.wrongLoginsPerCaller;
            requestsPerCaller = from.requestsPerCaller;
            wrongCodesPerCaller = from.wrongCodesPerCaller;
            requestsPerIdentifier = from.requestsPerIdentifier;
            wrongCodesPerIdentifier = from.wrongCodesPerIdentifier;
            loginsPerAccount = from.loginsPerAccount;
            networks = from.networks;
            wrongPasswords = from.wrongPasswords;
            wrongCodes = from.wrongCodes;
        }

        List<Object> all() {
            return List.of(
                    wrongLoginsPerCaller,
                    requestsPerCaller,
                    wrongCodesPerCaller,
                    requestsPerIdentifier,
                    wrongCodesPerIdentifier,
                    loginsPerAccount,
                    networks,
                    wrongPasswords,
                    wrongCodes);
        }
    }
}
