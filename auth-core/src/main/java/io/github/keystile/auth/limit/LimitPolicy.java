package io.github.keystile.auth.limit;

import java.time.Duration;
import java.util.Objects;

/**
 * How much one caller may ask and how often one account may be guessed at. Budgets per mailbox are in the {@code
 * OtpPolicy}.
 *
 * @param loginsPerCaller password checks from one address, right or wrong
 * @param requestsPerCaller signups, resets and resends from one address
 * @param codeChecksPerCaller codes shown from one address, right or wrong
 * @param requestsPerIdentifier signups and resets for one submitted identifier, existing or not
 * @param wrongPasswords consecutive wrong passwords for one account, existing or not
 * @param wrongCodes consecutive wrong codes for one account, signups left out; then only links are left (NIST SP
 *     800-63B-4 section 3.2.2)
 */
public record LimitPolicy(
        Budget loginsPerCaller,
        Budget requestsPerCaller,
        Budget codeChecksPerCaller,
        Budget requestsPerIdentifier,
        Lockout wrongPasswords,
        Lockout wrongCodes) {
    public LimitPolicy {
        Objects.requireNonNull(loginsPerCaller, "loginsPerCaller");
        Objects.requireNonNull(requestsPerCaller, "requestsPerCaller");
        Objects.requireNonNull(codeChecksPerCaller, "codeChecksPerCaller");
        Objects.requireNonNull(requestsPerIdentifier, "requestsPerIdentifier");
        Objects.requireNonNull(wrongPasswords, "wrongPasswords");
        Objects.requireNonNull(wrongCodes, "wrongCodes");
    }

    /**
     * For one caller 300 logins and 200 codes in 10 minutes and 60 requests in an hour, so that an office behind one
     * address gets by; for one identifier 20 requests in an hour; 10 wrong passwords lock for 15 minutes, doubling
     * to an hour; 100 wrong codes in a row end codes for a year or until a password is set by link.
     *
     * @return the defaults
     */
    public static LimitPolicy ofDefaults() {
        Duration tenMinutes = Duration.ofMinutes(10);
        Duration hour = Duration.ofHours(1);
        Duration year = Duration.ofDays(365);
        return new LimitPolicy(
                new Budget(300, tenMinutes),
                new Budget(60, hour),
                new Budget(200, tenMinutes),
                new Budget(20, hour),
                new Lockout(10, Duration.ofMinutes(15), hour, Duration.ofDays(1)),
                new Lockout(100, year, year, year));
    }

    /**
     * This policy with another lockout.
     *
     * @param value consecutive wrong passwords for one account
     * @return a new policy
     */
    public LimitPolicy withWrongPasswords(Lockout value) {
        return new LimitPolicy(
                loginsPerCaller, requestsPerCaller, codeChecksPerCaller, requestsPerIdentifier, value, wrongCodes);
    }

    /**
     * This policy with other budgets for one caller.
     *
     * @param logins password checks
     * @param requests signups, resets and resends
     * @param codeChecks codes shown
     * @return a new policy
     */
    public LimitPolicy withCallerBudgets(Budget logins, Budget requests, Budget codeChecks) {
        return new LimitPolicy(logins, requests, codeChecks, requestsPerIdentifier, wrongPasswords, wrongCodes);
    }
}
