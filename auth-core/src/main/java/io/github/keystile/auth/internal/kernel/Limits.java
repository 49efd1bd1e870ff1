package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Decision;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.limit.LimitRule;
import io.github.keystile.auth.limit.Lockout;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.otp.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The axes of every call, in the order in which they are charged. Those keyed by what was submitted or by the caller
 * come first and refuse aloud, for known and unknown alike; those of the account or mailbox come after and are
 * silent, because an answer that depends on them tells who has an account.
 */
public final class Limits {
    private static final Duration DAY = Duration.ofHours(24);

    /** Wrong codes for somebody who does not exist are forgotten sooner, or strangers could fill the store for a year. */
    private static final Duration NOBODYS_MEMORY = Duration.ofDays(30);

    private final RateLimiter limiter;
    private final LimitPolicy policy;
    private final Budget cooldown;
    private final Budget codesPerDay;
    private final Budget codesPerChallenge;
    private final Lockout nobodysWrongCodes;
    private final Secrets secrets;
    private final Events events;

    public Limits(RateLimiter limiter, LimitPolicy policy, OtpPolicy otp, Secrets secrets, Events events) {
        this.limiter = limiter;
        this.policy = policy;
        this.cooldown = new Budget(1, otp.cooldown());
        // Over a day alone, codes that are kept for their last minute, and those of the next day in their first, would
        // put twice as many guesses into 24 hours.
        this.codesPerDay =
                new Budget(otp.codesPerDay(), DAY.plus(otp.codeLifetime()).plus(otp.ticketLifetime()));
        this.codesPerChallenge = new Budget(policy.wrongCodes().failures(), DAY);
        Lockout wrongCodes = policy.wrongCodes();
        this.nobodysWrongCodes = new Lockout(
                wrongCodes.failures(),
                nobodys(wrongCodes.first()),
                nobodys(wrongCodes.longest()),
                nobodys(wrongCodes.forgetAfter()));
        this.secrets = secrets;
        this.events = events;
    }

    private static Duration nobodys(Duration ofAccounts) {
        return ofAccounts.compareTo(NOBODYS_MEMORY) < 0 ? ofAccounts : NOBODYS_MEMORY;
    }

    /** Whether a mail may go out for a new challenge; throws where the caller may know that he asks too much. */
    public boolean mayMail(MailRequest request, Identifier identifier, Instant now) {
        List<Charge> loud = ofCaller("requests", policy.requestsPerCaller(), request.caller());
        loud.add(charge("identifier cooldown " + request.purpose(), identifier.canonical(), cooldown));
        loud.add(charge("identifier " + request.purpose(), identifier.canonical(), policy.requestsPerIdentifier()));
        loud.add(charge("challenge", request.challengeId(), cooldown));
        return take(loud, ofMailbox(request), request.caller(), now).isEmpty();
    }

    /** The same for a new code of a challenge that exists. */
    public boolean mayMailAgain(MailRequest request, Instant now) {
        List<Charge> loud = ofCaller("requests", policy.requestsPerCaller(), request.caller());
        loud.add(charge("challenge", request.challengeId(), cooldown));
        return take(loud, ofMailbox(request), request.caller(), now).isEmpty();
    }

    /** Whether a mail may say that a password was set. No other mail spends that budget, so that none hides this one. */
    public boolean mayTell(String mailbox, Caller caller, Instant now) {
        return take(List.of(), List.of(charge("mailbox notices", mailbox, codesPerDay)), caller, now)
                .isEmpty();
    }

    public void registration(Identifier identifier, Caller caller, Instant now) {
        List<Charge> loud = ofCaller("requests", policy.requestsPerCaller(), caller);
        loud.add(charge("identifier REGISTER", identifier.canonical(), policy.requestsPerIdentifier()));
        take(loud, List.of(), caller, now);
    }

    /** Counts a password as wrong until {@link #clearPasswords}; how long the account is locked, if it is. */
    public Optional<Duration> passwordCheck(String account, Caller caller, Instant now) {
        return take(ofCaller("logins", policy.loginsPerCaller(), caller), List.of(passwordsOf(account)), caller, now);
    }

    /** Counts a code as wrong until {@link #clearCodes}; false if the account takes no more codes. */
    public boolean codeCheck(Guess guess, Caller caller, Instant now) {
        return take(ofCaller("codes", policy.codeChecksPerCaller(), caller), List.of(codesOf(guess)), caller, now)
                .isEmpty();
    }

    /** The caller's half of {@link #codeCheck}, where it is not known yet what is guessed at. */
    public void codeCaller(Caller caller, Instant now) {
        take(ofCaller("codes", policy.codeChecksPerCaller(), caller), List.of(), caller, now);
    }

    /** The other half. */
    public boolean codeAccount(Guess guess, Caller caller, Instant now) {
        return take(List.of(), List.of(codesOf(guess)), caller, now).isEmpty();
    }

    public void clearPasswords(String account) {
        limiter.clear(List.of(passwordsOf(account).key()));
    }

    public void clearCodes(Guess guess) {
        limiter.clear(List.of(codesOf(guess).key()));
    }

    public void clearAccount(String userId) {
        limiter.clear(List.of(passwordsOf(userId).key(), codesOfAccount(userId).key()));
    }

    /** How long a silent charge has no room; empty if all had room; throws if a loud one had none. */
    private Optional<Duration> take(List<Charge> loud, List<Charge> silent, Caller caller, Instant now) {
        List<Charge> charges = new ArrayList<>(loud);
        charges.addAll(silent);
        if (charges.isEmpty()) {
            return Optional.empty();
        }
        Decision decision = limiter.take(charges, now);
        if (decision.refused().isEmpty()) {
            return Optional.empty();
        }
        String refused = decision.refused().get();
        if (silent.stream().noneMatch(charge -> charge.key().equals(refused))) {
            events.because(AuthEventType.RATE_LIMITED, null, caller, axisOf(refused));
            throw AuthException.retryAfter(AuthError.TOO_MANY_REQUESTS, decision.retryAfter());
        }
        return Optional.of(decision.retryAfter());
    }

    private List<Charge> ofCaller(String what, Budget budget, Caller caller) {
        List<Charge> charges = new ArrayList<>();
        if (caller.ip() != null) {
            charges.add(charge("caller " + what, CallerKey.of(caller.ip()), budget));
        }
        return charges;
    }

    private List<Charge> ofMailbox(MailRequest request) {
        return List.of(
                charge("mailbox " + request.purpose(), request.mailbox(), cooldown),
                charge("mailbox", request.mailbox(), codesPerDay));
    }

    /** The readable part of a key. */
    private static String axisOf(String key) {
        return key.substring(0, key.indexOf(':'));
    }

    private Charge passwordsOf(String account) {
        return charge("passwords", account, policy.wrongPasswords());
    }

    private Charge codesOf(Guess guess) {
        return guess.account() == null
                ? charge("codes of challenge", guess.challengeId(), codesPerChallenge)
                : codesOfAccount(guess.account());
    }

    private Charge codesOfAccount(String userId) {
        return charge("codes", userId, Secrets.isPseudonym(userId) ? nobodysWrongCodes : policy.wrongCodes());
    }

    private Charge charge(String axis, String value, LimitRule rule) {
        return new Charge(secrets.opaque(axis, value), rule);
    }

    /**
     * A code that was shown.
     *
     * @param challengeId for what
     * @param account whose codes end after too many wrong ones, or the pseudonym of nobody's identifier; null where no
     *     account has a code that could be guessed, so that strangers cannot end them with guesses that cost them nothing
     */
    public record Guess(String challengeId, @Nullable String account) {
        @Override
        public String toString() {
            return "Guess[]";
        }
    }

    /**
     * A wish to mail something.
     *
     * @param mailbox the pseudonym of the address, or of what was submitted where there is no account
     */
    public record MailRequest(Purpose purpose, String mailbox, String challengeId, Caller caller) {
        @Override
        public String toString() {
            return "MailRequest[purpose=" + purpose + "]";
        }
    }
}
