package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.KnownNetwork;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.limit.LimitRule;
import io.github.keystile.auth.limit.Lockout;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.limit.Standing;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.otp.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The axes of every call, in the order in which they are charged. Those keyed by what was submitted or by the caller
 * come first and refuse aloud, for known and unknown alike; those of the account or mailbox come after and are
 * silent, because an answer that depends on them tells who has an account.
 */
public final class Limits {
    private static final Logger log = LoggerFactory.getLogger(AuthService.class);
    private static final Duration DAY = Duration.ofHours(24);

    /** Each gives a guesser all guesses anew, whoever talks an operator into it. */
    private static final Budget UNLOCKS_A_DAY = new Budget(5, DAY);

    private static final Budget LOCK_NOTICES_A_DAY = new Budget(1, DAY);

    /** Wrong codes for somebody who does not exist are forgotten sooner, or strangers could fill the store for a year. */
    private static final Duration NOBODYS_MEMORY = Duration.ofDays(30);

    private final RateLimiter limiter;
    private final LimitPolicy policy;
    private final Budget cooldown;
    private final Budget codesPerDay;
    private final Budget codesPerChallenge;
    private final Lockout nobodysWrongCodes;
    private final Secrets secrets;

    public Limits(RateLimiter limiter, LimitPolicy policy, OtpPolicy otp, Secrets secrets) {
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
    }

    private static Duration nobodys(Duration ofAccounts) {
        return ofAccounts.compareTo(NOBODYS_MEMORY) < 0 ? ofAccounts : NOBODYS_MEMORY;
    }

    /** Whether a mail may go out for a new challenge; throws where the caller may know that they ask too much. */
    public boolean mayMail(MailRequest request, Identifier identifier, Instant now) {
        String purpose = request.purpose().name();
        List<Due> due = requestOf(request.call());
        due.add(loud(Axis.IDENTIFIER_COOLDOWN, purpose, identifier.canonical(), cooldown));
        due.add(loud(Axis.IDENTIFIER, purpose, identifier.canonical(), policy.requestsPerIdentifier()));
        due.add(loud(Axis.CHALLENGE, request.challengeId(), cooldown));
        due.addAll(ofMailbox(request));
        return take(due, request.call(), now).hadRoom();
    }

    /** The same for a new code of a challenge that exists. */
    public boolean mayMailAgain(MailRequest request, Instant now) {
        List<Due> due = requestOf(request.call());
        due.add(loud(Axis.CHALLENGE, request.challengeId(), cooldown));
        due.addAll(ofMailbox(request));
        return take(due, request.call(), now).hadRoom();
    }

    /** An operator's mail counts in the mailbox's budget like any other, and the operator may know. */
    public void invitation(MailRequest request, Instant now) {
        take(
                List.of(
                        loud(Axis.MAILBOX_PURPOSE, request.purpose().name(), request.mailbox(), cooldown),
                        loud(Axis.MAILBOX, request.mailbox(), codesPerDay)),
                request.call(),
                now);
    }

    /** Whether a notice may go out. No other mail spends its budget, so that none hides this one. */
    public boolean mayTell(MailPurpose notice, String mailbox, Call call, Instant now) {
        return take(List.of(silent(Axis.MAILBOX_NOTICES, notice.name(), mailbox, codesPerDay)), call, now)
                .hadRoom();
    }

    /** The same for the news that an account is locked, which strangers can cause as often as they like. */
    public boolean mayTellOfLock(String mailbox, Call call, Instant now) {
        return take(List.of(silent(Axis.LOCK_NOTICES, mailbox, LOCK_NOTICES_A_DAY)), call, now)
                .hadRoom();
    }

    public void registration(Identifier identifier, Call call, Instant now) {
        List<Due> due = requestOf(call);
        due.add(loud(Axis.IDENTIFIER, "REGISTER", identifier.canonical(), policy.requestsPerIdentifier()));
        take(due, call, now);
    }

    /** Asking whether a password is known from a breach, with budgets of its own that nothing else spends. */
    void breachCheck(String about, Call call, Instant now) {
        List<Due> due = ofCaller(Axis.CALLER_BREACH_CHECKS, policy.requestsPerCaller(), KnownNetwork::requests, call);
        due.add(loud(Axis.BREACH_CHECKS, about, policy.requestsPerIdentifier()));
        take(due, call, now).spend();
    }

    /** Whether a refusal is about the caller alone, whatever they asked for. */
    public static boolean isAboutCaller(Refused refused) {
        return refused.why().equals(Axis.CALLER_REQUESTS.text());
    }

    /**
     * Counts a password as wrong until {@link #clear}; what it was counted with says whether the account is locked. The
     * budget of logins comes last: while the account is locked, nobody can use it up for its owner.
     */
    public Taking passwordCheck(String account, Call call, Instant now) {
        List<Due> due = ofCaller(Axis.CALLER_LOGINS, policy.wrongLoginsPerCaller(), KnownNetwork::wrongLogins, call);
        due.add(passwordsOf(account));
        due.add(loud(Axis.LOGINS, account, policy.loginsPerAccount()));
        return take(due, call, now);
    }

    /** Counts a code as wrong until {@link #clear}; has no room if the account takes no more codes. */
    public Taking codeCheck(Guess guess, Call call, Instant now) {
        List<Due> due = codeOf(call);
        due.add(codesOf(guess));
        return take(due, call, now);
    }

    /**
     * Counts a code as wrong that is shown with an identifier, before it is known what it is for: where nothing was asked for
     * nothing else counts it, and the time of many answers could tell whether there is an account.
     */
    public void codeWithoutId(Purpose purpose, Identifier typed, Call call, Instant now) {
        List<Due> due = codeOf(call);
        due.add(due(
                Axis.IDENTIFIER_CODES.text() + " " + purpose.name(),
                typed.canonical(),
                policy.wrongCodesPerIdentifier(),
                Due.Kind.LOUD_ON_FAILURE));
        take(due, call, now);
    }

    /** Counts it for one challenge that it is compared with. */
    public Taking codeAccount(Guess guess, Call call, Instant now) {
        return take(List.of(codesOf(guess)), call, now);
    }

    /** What was counted as wrong was right: everything that the account was counted with is forgotten. */
    public void clear(Taking taking) {
        taking.clear();
    }

    /** Whether an account, or an identifier without one, takes no codes just now. */
    public boolean codesStopped(String account, Instant now) {
        return look(codesOfAccount(account), now).fullUntil().isPresent();
    }

    /** What an operator gives back. What was mailed to the mailbox stays counted. */
    public void unlock(String userId, Call call, Instant now) {
        take(List.of(loud(Axis.UNLOCKS, userId, UNLOCKS_A_DAY)), call, now);
        clearAccount(userId, call);
    }

    /**
     * What is counted about somebody, for an operator.
     *
     * @param codesLeft how many more mails the mailbox can get
     */
    public record Counted(Standing passwords, Standing codes, int codesLeft) {}

    public Counted counted(String account, String mailbox, Instant now) {
        Due passwords = passwordsOf(account);
        Due codes = codesOfAccount(account);
        Due mails = silent(Axis.MAILBOX, mailbox, codesPerDay);
        Map<String, String> kept = limiter.peek(Stream.of(passwords, codes, mails)
                .map(due -> due.charge().key())
                .toList());
        int left = codesPerDay.max() - look(mails, kept, now).units();
        return new Counted(look(passwords, kept, now), look(codes, kept, now), Math.max(0, left));
    }

    private static Standing look(Due due, Map<String, String> kept, Instant now) {
        return due.charge().rule().look(kept.get(due.charge().key()), now);
    }

    private Standing look(Due due, Instant now) {
        return look(due, limiter.peek(List.of(due.charge().key())), now);
    }

    public void clearAccount(String userId, Call call) {
        List<String> keys = List.of(
                passwordsOf(userId).charge().key(),
                codesOfAccount(userId).charge().key());
        limiter.forget(keys);
        call.takings().forEach(taking -> taking.keep(keys));
    }

    /**
     * Ends a verb. What a right call took from its caller is free again, but only if all of the verb succeeded: a right
     * proof with a refusal after it could be shown again and again. Settled units are a courtesy, so whatever breaks here
     * leaves them taken and the verb's answer as it is.
     */
    void settle(Call call, boolean succeeded) {
        for (Taking taking : call.takings()) {
            Map<String, Outcome> outcomes = taking.outcomes(succeeded);
            if (!outcomes.isEmpty()) {
                tidy(() -> limiter.settle(taking.receipt(), outcomes, taking.at()));
            }
        }
    }

    private static void tidy(Runnable settling) {
        try {
            settling.run();
        } catch (Throwable e) {
            // A limiter written in Kotlin throws what it likes, and an Error is no reason either.
            log.warn("Limits could not be settled; what was taken stays taken", e);
        }
    }

    /** Throws if a loud charge had no room; that a silent one had none is in what it answers. */
    private Taking take(List<Due> due, Call call, Instant now) {
        if (due.isEmpty()) {
            return new Taking(new Receipt(List.of(), null, Duration.ZERO), due, now);
        }
        Receipt receipt = limiter.take(due.stream().map(Due::charge).toList(), now);
        Taking taking = new Taking(receipt, due, now);
        call.took(taking);
        Charge refused = receipt.refused().orElse(null);
        for (Due each : due) {
            if (each.kind().isLoud() && each.charge().equals(refused)) {
                taking.refused();
                throw new Refused(
                        AuthEventType.RATE_LIMITED,
                        each.text(),
                        AuthException.retryAfter(AuthError.TOO_MANY_REQUESTS, receipt.retryAfter()));
            }
        }
        return taking;
    }

    private List<Due> requestOf(Call call) {
        return ofCaller(Axis.CALLER_REQUESTS, policy.requestsPerCaller(), KnownNetwork::requests, call);
    }

    private List<Due> codeOf(Call call) {
        return ofCaller(Axis.CALLER_CODES, policy.wrongCodesPerCaller(), KnownNetwork::wrongCodes, call);
    }

    private List<Due> ofCaller(
            Axis axis, Budget usual, BiFunction<KnownNetwork, Budget, Optional<Budget>> known, Call call) {
        List<Due> due = new ArrayList<>();
        call.address()
                .ifPresent(address -> policy.networks().stream()
                        .filter(network -> network.contains(address.subscriber()))
                        .findFirst()
                        .map(network -> known.apply(network, usual))
                        .orElse(Optional.of(usual))
                        .ifPresent(budget -> due.add(ofCaller(axis, address.key(), budget))));
        return due;
    }

    /** Requests are not given back for their success: each has mailed somebody, or asked somebody else's server. */
    private Due ofCaller(Axis axis, String caller, Budget budget) {
        boolean proof = axis == Axis.CALLER_LOGINS || axis == Axis.CALLER_CODES;
        Due.Kind kind = proof ? Due.Kind.LOUD_ON_FAILURE : Due.Kind.LOUD;
        return due(axis.text(), caller, budget, kind);
    }

    private List<Due> ofMailbox(MailRequest request) {
        return List.of(
                silent(Axis.MAILBOX_PURPOSE, request.purpose().name(), request.mailbox(), cooldown),
                silent(Axis.MAILBOX, request.mailbox(), codesPerDay));
    }

    private Due passwordsOf(String account) {
        return silent(Axis.PASSWORDS, account, policy.wrongPasswords());
    }

    /**
     * A right code of a signup can be shown with one taken username after another, from any number of addresses: so that
     * this is no list of usernames, its challenge stays charged until the signup is done.
     */
    private Due codesOf(Guess guess) {
        return guess.account() == null
                ? due(
                        Axis.CODES_OF_CHALLENGE.text(),
                        guess.challengeId(),
                        codesPerChallenge,
                        Due.Kind.SILENT_ON_FAILURE)
                : codesOfAccount(guess.account());
    }

    private Due codesOfAccount(String userId) {
        return silent(Axis.CODES, userId, Secrets.isPseudonym(userId) ? nobodysWrongCodes : policy.wrongCodes());
    }

    private Due loud(Axis axis, String value, LimitRule rule) {
        return due(axis.text(), value, rule, Due.Kind.LOUD);
    }

    private Due loud(Axis axis, String purpose, String value, LimitRule rule) {
        return due(axis.text() + " " + purpose, value, rule, Due.Kind.LOUD);
    }

    private Due silent(Axis axis, String value, LimitRule rule) {
        return due(axis.text(), value, rule, Due.Kind.SILENT);
    }

    private Due silent(Axis axis, String purpose, String value, LimitRule rule) {
        return due(axis.text() + " " + purpose, value, rule, Due.Kind.SILENT);
    }

    private Due due(String text, String value, LimitRule rule, Due.Kind kind) {
        return new Due(text, new Charge(secrets.opaque(text, value), rule), kind);
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
    public record MailRequest(Purpose purpose, String mailbox, String challengeId, Call call) {
        @Override
        public String toString() {
            return "MailRequest[purpose=" + purpose + "]";
        }
    }
}
