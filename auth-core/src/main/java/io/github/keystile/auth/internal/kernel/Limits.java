package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The axes of every call, in the order in which they are charged. Those keyed by what was submitted or by the caller
 * come first and refuse aloud, for known and unknown alike; those of the account or mailbox come after and are
 * silent, because an answer that depends on them tells who has an account.
 */
public final class Limits {
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
        List<Due> loud = ofCaller(Axis.CALLER_REQUESTS, policy.requestsPerCaller(), request.call());
        loud.add(due(Axis.IDENTIFIER_COOLDOWN, purpose, identifier.canonical(), cooldown));
        loud.add(due(Axis.IDENTIFIER, purpose, identifier.canonical(), policy.requestsPerIdentifier()));
        loud.add(due(Axis.CHALLENGE, request.challengeId(), cooldown));
        return take(loud, ofMailbox(request), now).hadRoom();
    }

    /** The same for a new code of a challenge that exists. */
    public boolean mayMailAgain(MailRequest request, Instant now) {
        List<Due> loud = ofCaller(Axis.CALLER_REQUESTS, policy.requestsPerCaller(), request.call());
        loud.add(due(Axis.CHALLENGE, request.challengeId(), cooldown));
        return take(loud, ofMailbox(request), now).hadRoom();
    }

    /** An operator's mail counts in the mailbox's budget like any other, and the operator may know. */
    public void invitation(MailRequest request, Instant now) {
        take(ofMailbox(request), List.of(), now);
    }

    /** Whether a notice may go out. No other mail spends its budget, so that none hides this one. */
    public boolean mayTell(MailPurpose notice, String mailbox, Instant now) {
        Due ofNotice = due(Axis.MAILBOX_NOTICES, notice.name(), mailbox, codesPerDay);
        return take(List.of(), List.of(ofNotice), now).hadRoom();
    }

    /** The same for the news that an account is locked, which strangers can cause as often as they like. */
    public boolean mayTellOfLock(String mailbox, Instant now) {
        return take(List.of(), List.of(due(Axis.LOCK_NOTICES, mailbox, LOCK_NOTICES_A_DAY)), now)
                .hadRoom();
    }

    public void registration(Identifier identifier, Call call, Instant now) {
        List<Due> loud = ofCaller(Axis.CALLER_REQUESTS, policy.requestsPerCaller(), call);
        loud.add(due(Axis.IDENTIFIER, "REGISTER", identifier.canonical(), policy.requestsPerIdentifier()));
        take(loud, List.of(), now);
    }

    /** Counts a password as wrong until {@link #clear}; what it was counted with says whether the account is locked. */
    public Taking passwordCheck(String account, Call call, Instant now) {
        return take(ofCaller(Axis.CALLER_LOGINS, policy.loginsPerCaller(), call), List.of(passwordsOf(account)), now);
    }

    /** Counts a code as wrong until {@link #clear}; has no room if the account takes no more codes. */
    public Taking codeCheck(Guess guess, Call call, Instant now) {
        return take(ofCaller(Axis.CALLER_CODES, policy.codeChecksPerCaller(), call), List.of(codesOf(guess)), now);
    }

    /** The caller's half of {@link #codeCheck}, where it is not known yet what is guessed at. */
    public void codeCaller(Call call, Instant now) {
        take(ofCaller(Axis.CALLER_CODES, policy.codeChecksPerCaller(), call), List.of(), now);
    }

    /** The other half. */
    public Taking codeAccount(Guess guess, Instant now) {
        return take(List.of(), List.of(codesOf(guess)), now);
    }

    /** What was counted as wrong was right: everything that the account was counted with is forgotten. */
    public void clear(Taking taking, Instant now) {
        Map<String, Outcome> outcomes = new HashMap<>();
        taking.silent.forEach(due -> outcomes.put(due.charge().key(), Outcome.FORGET));
        limiter.settle(taking.receipt, outcomes, now);
    }

    /** Whether an account, or an identifier without one, takes no codes just now. */
    public boolean codesStopped(String account, Instant now) {
        return look(codesOfAccount(account), now).fullUntil().isPresent();
    }

    /** What an operator gives back. What was mailed to the mailbox stays counted. */
    public void unlock(String userId, Instant now) {
        take(List.of(due(Axis.UNLOCKS, userId, UNLOCKS_A_DAY)), List.of(), now);
        clearAccount(userId);
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
        Due mails = due(Axis.MAILBOX, mailbox, codesPerDay);
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

    public void clearAccount(String userId) {
        limiter.forget(List.of(
                passwordsOf(userId).charge().key(),
                codesOfAccount(userId).charge().key()));
    }

    /** Throws if a loud charge had no room; that a silent one had none is in what it answers. */
    private Taking take(List<Due> loud, List<Due> silent, Instant now) {
        List<Charge> charges =
                Stream.concat(loud.stream(), silent.stream()).map(Due::charge).toList();
        if (charges.isEmpty()) {
            return new Taking(new Receipt(List.of(), null, Duration.ZERO), silent);
        }
        Receipt receipt = limiter.take(charges, now);
        Charge refused = receipt.refused().orElse(null);
        for (Due due : loud) {
            if (due.charge().equals(refused)) {
                throw new Refused(
                        AuthEventType.RATE_LIMITED,
                        due.text(),
                        AuthException.retryAfter(AuthError.TOO_MANY_REQUESTS, receipt.retryAfter()));
            }
        }
        return new Taking(receipt, silent);
    }

    private List<Due> ofCaller(Axis axis, Budget budget, Call call) {
        List<Due> due = new ArrayList<>();
        call.address().ifPresent(address -> due.add(due(axis, address.key(), budget)));
        return due;
    }

    private List<Due> ofMailbox(MailRequest request) {
        return List.of(
                due(Axis.MAILBOX_PURPOSE, request.purpose().name(), request.mailbox(), cooldown),
                due(Axis.MAILBOX, request.mailbox(), codesPerDay));
    }

    private Due passwordsOf(String account) {
        return due(Axis.PASSWORDS, account, policy.wrongPasswords());
    }

    private Due codesOf(Guess guess) {
        return guess.account() == null
                ? due(Axis.CODES_OF_CHALLENGE, guess.challengeId(), codesPerChallenge)
                : codesOfAccount(guess.account());
    }

    private Due codesOfAccount(String userId) {
        return due(Axis.CODES, userId, Secrets.isPseudonym(userId) ? nobodysWrongCodes : policy.wrongCodes());
    }

    private Due due(Axis axis, String value, LimitRule rule) {
        return due(axis.text(), value, rule);
    }

    private Due due(Axis axis, String purpose, String value, LimitRule rule) {
        return due(axis.text() + " " + purpose, value, rule);
    }

    private Due due(String text, String value, LimitRule rule) {
        return new Due(text, new Charge(secrets.opaque(text, value), rule));
    }

    /** A charge, and in words on which axis. */
    private record Due(String text, Charge charge) {
        @Override
        public String toString() {
            return "Due[]";
        }
    }

    /** What a call took, and which of its charges are silent. */
    public static final class Taking {
        private final Receipt receipt;
        private final List<Due> silent;

        private Taking(Receipt receipt, List<Due> silent) {
            this.receipt = receipt;
            this.silent = silent;
        }

        public boolean hadRoom() {
            return receipt.refused().isEmpty();
        }

        /** How the account stands if this very unit has locked it. */
        public Optional<Standing> lock(Instant now) {
            return receipt.taken().stream()
                    .filter(unit -> unit.charge().rule() instanceof Lockout)
                    .map(unit -> unit.charge().rule().look(unit.state(), now))
                    .filter(standing -> standing.fullUntil().isPresent())
                    .findFirst();
        }

        /** How long a silent charge has no room; empty if all had room. */
        public Optional<Duration> locked() {
            return hadRoom() ? Optional.empty() : Optional.of(receipt.retryAfter());
        }
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
