package io.github.keystile.auth.flow;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CodeProof;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Profile;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.testkit.CapturingMailer;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.auth.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Somebody with any number of addresses who wants one person's account. Every ten minutes he asks for codes by address
 * and by username and for new codes of all that he asked for, and shows wrong codes, with every challenge's id and
 * without, until nothing is compared any more. The application runs as two processes that restart every day.
 */
final class GuessingAttack {
    private static final String ANNA = "anna@example.com";
    private static final String PASSWORD = "Herbstlaub im Regen";
    private static final String NOBODY = "nobody@example.com";
    /** Codes are digits, so this one is never right. */
    private static final String WRONG = "x00000";

    private static final Caller CALLER = Caller.unknown();
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int DAYS = 30;
    private static final int MOST_HELD = 12;

    /** Whose address it is. */
    enum Victim {
        /** Has an account and types no code. */
        IDLE,
        /** Has an account and types a mailed code every day, which forgives the wrong ones before. */
        PROVES_A_CODE_A_DAY,
        /** Has no account; the attacker wants one in this name. */
        WITHOUT_ACCOUNT
    }

    /**
     * What came of it.
     *
     * @param digits of a code
     * @param guessesInWorstDay the most in any 24 hours
     * @param daysWithoutCode on how many of 30 days no code was mailed when the owner asked at noon
     */
    record Figures(
            int digits,
            int guessesInWorstDay,
            int guessesInMonth,
            int mailsInWorstDay,
            int daysWithoutCode,
            int unknownWasGuessedAt) {
        double chanceADay() {
            return guessesInWorstDay / Math.pow(10, digits);
        }

        /** Twelve such months, each guess at a code of its own. */
        double chanceAYear() {
            return 1 - Math.pow(1 - Math.pow(10, -digits), guessesInMonth * 365.0 / DAYS);
        }
    }

    private final CountedStores counted = new CountedStores();
    private final AuthStores stores = counted.stores();
    private final RootSecret secret = RootSecret.generate();
    private final SettableClock clock = new SettableClock();
    private final OtpPolicy policy;
    private final Victim victim;
    private final CapturingMailer mailer = new CapturingMailer();
    private final Deque<String> held = new ArrayDeque<>();
    private final List<Instant> guesses = new ArrayList<>();
    private final List<Instant> mails = new ArrayList<>();
    private List<AuthService> processes = List.of();
    private int turn;
    private int unknownWasGuessedAt;

    private GuessingAttack(OtpPolicy policy, Victim victim) {
        this.policy = policy;
        this.victim = victim;
    }

    static Figures runForAMonth(OtpPolicy policy, Victim victim) {
        return new GuessingAttack(policy, victim).run();
    }

    private Figures run() {
        restart();
        Optional<SignedIn> anna = victim == Victim.WITHOUT_ACCOUNT ? Optional.empty() : Optional.of(signUp());
        int withoutCode = 0;
        for (int day = 0; day < DAYS; day++) {
            restart();
            attackFor(DAY.dividedBy(2));
            withoutCode += anna.isPresent() && ownerAsks().isEmpty() ? 1 : 0;
            attackFor(DAY.dividedBy(2));
            anna = day == DAYS / 2 ? anna.map(ignored -> logIn()) : anna.map(this::refresh);
            if (victim == Victim.PROVES_A_CODE_A_DAY) {
                ownerAsks().ifPresent(this::ownerTypes);
            }
        }
        processes.forEach(AuthService::close);
        return new Figures(
                policy.digits(), most(guesses), guesses.size(), most(mails), withoutCode, unknownWasGuessedAt);
    }

    private void restart() {
        processes.forEach(AuthService::close);
        processes = List.of(process(), process());
        next().purgeExpired();
    }

    private AuthService process() {
        AuthServiceBuilder builder = AuthService.builder(secret, stores, mailer)
                .otp(policy)
                .clock(clock)
                .passwordHasher(new InsecureFastHasher())
                .withoutHousekeeping();
        return (victim == Victim.WITHOUT_ACCOUNT ? builder.finishSignupByEmail() : builder).build();
    }

    private AuthService next() {
        turn++;
        return processes.get(turn % processes.size());
    }

    private SignedIn signUp() {
        ChallengeCode code = new ChallengeCode(
                next().startSignup(new StartSignup(ANNA, PASSWORD, Profile.named("anna"), CALLER))
                        .challengeId(),
                mailer.lastCode(ANNA));
        return next().finishSignup(new FinishSignup(code, Profile.none(), CALLER));
    }

    /** Sessions and the password go on while codes are guessed at; anything else is thrown. */
    private SignedIn logIn() {
        return next().login(new Login(ANNA, PASSWORD, CALLER));
    }

    private SignedIn refresh(SignedIn session) {
        return next().refresh(new Refresh(session.tokens().refreshToken(), CALLER));
    }

    /** The challenge, if a code was mailed for it. */
    private Optional<String> ownerAsks() {
        int before = counted.issued();
        Optional<String> challengeId =
                asked(() -> next().startPasswordReset(new StartPasswordReset(ANNA, ResetBy.CODE, CALLER)));
        noteMails(before);
        return challengeId.filter(id -> counted.issued() > before);
    }

    private void ownerTypes(String challengeId) {
        ChallengeCode code = new ChallengeCode(challengeId, mailer.lastCode(ANNA));
        granted(() -> next().checkPasswordResetCode(new CheckPasswordResetCode(code, CALLER)));
    }

    private void attackFor(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            attack();
            clock.advance(STEP);
        }
    }

    private void attack() {
        int before = counted.issued();
        ask();
        noteMails(before);
        List.copyOf(held).forEach(id -> guess(new ChallengeCode(id, WRONG)));
        guess(new IdentifierCode(ANNA, WRONG));
        guess(new IdentifierCode("anna", WRONG));
        unknownWasGuessedAt += counted.guessesOf(() -> show(new IdentifierCode(NOBODY, WRONG)));
    }

    private void ask() {
        if (victim == Victim.WITHOUT_ACCOUNT) {
            hold(asked(() -> next().startSignup(new StartSignup(ANNA, PASSWORD, Profile.none(), CALLER))));
        } else {
            hold(asked(() -> next().startPasswordReset(new StartPasswordReset(ANNA, ResetBy.CODE, CALLER))));
            hold(asked(() -> next().startPasswordReset(new StartPasswordReset("anna", ResetBy.CODE, CALLER))));
        }
        asked(() -> next().startPasswordReset(new StartPasswordReset(NOBODY, ResetBy.CODE, CALLER)));
        for (String id : List.copyOf(held)) {
            asked(() -> next().resendCode(new ResendCode(id, CALLER)));
        }
    }

    /** Challenges that expired an hour ago are worth nothing to him. */
    private void hold(Optional<String> challengeId) {
        challengeId.ifPresent(held::addLast);
        while (held.size() > MOST_HELD) {
            held.removeFirst();
        }
    }

    /** As often as anything is compared. */
    private void guess(CodeProof proof) {
        int compared;
        do {
            compared = counted.guessesOf(() -> show(proof));
            for (int i = 0; i < compared; i++) {
                guesses.add(clock.instant());
            }
        } while (compared > 0);
    }

    private void show(CodeProof proof) {
        granted(() -> victim == Victim.WITHOUT_ACCOUNT
                ? next().finishSignup(new FinishSignup(proof, Profile.none(), CALLER))
                : next().checkPasswordResetCode(new CheckPasswordResetCode(proof, CALLER)));
    }

    private void noteMails(int issuedBefore) {
        for (int i = issuedBefore; i < counted.issued(); i++) {
            mails.add(clock.instant());
        }
        mailer.awaitCount(counted.issued());
    }

    private static Optional<String> asked(Supplier<ChallengeStarted> verb) {
        try {
            return Optional.of(verb.get().challengeId());
        } catch (AuthException refused) {
            return Optional.empty();
        }
    }

    private static boolean granted(Supplier<?> verb) {
        try {
            return verb.get() != null;
        } catch (AuthException refused) {
            return false;
        }
    }

    /** The most in any 24 hours. */
    private static int most(List<Instant> times) {
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
