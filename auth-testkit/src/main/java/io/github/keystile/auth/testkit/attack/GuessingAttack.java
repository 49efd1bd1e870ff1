package io.github.keystile.auth.testkit.attack;

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
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.testkit.CapturingMailer;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.auth.testkit.SettableClock;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Somebody with any number of addresses who wants one person's account and knows every rule. As soon as codes can be
 * had, they ask for one a minute: by address, by username, by new codes of what they asked for before. One day they keep
 * them for the last minute of the first and then show wrong codes to all of them, without an id and with each; the
 * next day they guess at once, so that both fall into one day if anything allows it. In between they try on every
 * hour whether they get more. The application runs as two processes that restart every day, each with stores of its
 * own on one database.
 */
final class GuessingAttack {
    private static final String PASSWORD = "Herbstlaub im Regen";
    /** Codes are digits, so this one is never right. */
    private static final String WRONG = "x00000";

    private static final Caller CALLER = Caller.unknown();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration CODE_IS_GOOD_FOR = Duration.ofMinutes(10);
    private static final int RENEWABLE = 2;

    /** Whose address it is. */
    enum Victim {
        /** Has an account and types no code. */
        IDLE,
        /** Has an account and types a mailed code every day, which forgives the wrong ones before. */
        PROVES_A_CODE_A_DAY,
        /** Has no account; the attacker wants one in this name. */
        WITHOUT_ACCOUNT;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final CountedStores counted = new CountedStores();
    private final Supplier<AuthStores> stores;
    private final RootSecret secret = RootSecret.generate();
    private final SettableClock clock;
    private final OtpPolicy policy;
    private final Victim victim;
    private final CapturingMailer mailer = new CapturingMailer();
    private final String email = Fresh.email("Anna").address();
    private final String username = Fresh.username("Anna").name();
    private final String nobody = Fresh.email("Nobody").address();
    private final Deque<String> held = new ArrayDeque<>();
    private final Deque<String> spent = new ArrayDeque<>();
    private final List<Instant> guesses = new ArrayList<>();
    private final List<Instant> mails = new ArrayList<>();
    private List<AuthService> processes = List.of();
    private Instant burst = Instant.EPOCH;
    private Instant proven = Instant.EPOCH;
    private boolean patient;
    private int turn;
    private int ofUnknown;

    private GuessingAttack(Supplier<AuthStores> stores, Instant start, OtpPolicy policy, Victim victim) {
        this.stores = stores;
        this.clock = new SettableClock(start);
        this.policy = policy;
        this.victim = victim;
    }

    /**
     * @param stores fresh adapters on the database under test
     * @param start when the owner signs up; the attack begins two days later
     */
    static GuessingFigures run(Supplier<AuthStores> stores, Instant start, OtpPolicy policy, Victim victim, int days) {
        return new GuessingAttack(stores, start, policy, victim).run(days);
    }

    private GuessingFigures run(int days) {
        restart();
        Optional<SignedIn> owner = victim == Victim.WITHOUT_ACCOUNT ? Optional.empty() : Optional.of(signUp());
        clock.advance(DAY.multipliedBy(2));
        mails.clear();
        int withoutCode = 0;
        for (int day = 0; day < days; day++) {
            restart();
            ofUnknown += guessAtNobody();
            Instant morning = clock.instant();
            attackUntil(morning.plus(DAY.dividedBy(2)));
            withoutCode += owner.isPresent() && ownerAsks().isEmpty() ? 1 : 0;
            attackUntil(morning.plus(DAY));
            owner = day % 7 == 3 ? owner.map(ignored -> logIn()) : owner.map(this::refresh);
        }
        processes.forEach(AuthService::close);
        return new GuessingFigures(
                days,
                GuessingFigures.most(guesses),
                guesses.size(),
                GuessingFigures.most(mails),
                withoutCode,
                ofUnknown);
    }

    private void restart() {
        processes.forEach(AuthService::close);
        processes = List.of(process(), process());
    }

    private AuthService process() {
        AuthServiceBuilder builder = AuthService.builder(secret, counted.counting(stores.get()), mailer)
                .otp(policy)
                .signup(SignupPolicy.ofDefaults().withFinishByEmail(victim == Victim.WITHOUT_ACCOUNT))
                .clock(clock)
                .passwordHasher(new InsecureFastHasher())
                .mails(MailPolicy.ofDefaults().withWorkers(1))
                .withoutHousekeeping();
        return builder.build();
    }

    private AuthService next() {
        turn++;
        return processes.get(turn % processes.size());
    }

    private SignedIn signUp() {
        SignupProfile profile = SignupProfile.named(username);
        String id = next().startSignup(new StartSignup(email, PASSWORD, profile, CALLER))
                .challengeId();
        ChallengeCode code = new ChallengeCode(id, mailer.lastCode(email));
        return Objects.requireNonNull(next().finishSignup(new FinishSignup(code, SignupProfile.none(), CALLER))
                .signedIn());
    }

    /** Sessions and the password go on while codes are guessed at; anything else is thrown. */
    private SignedIn logIn() {
        return next().login(new Login(email, PASSWORD, CALLER));
    }

    private SignedIn refresh(SignedIn session) {
        return next().refresh(new Refresh(session.tokens().refreshToken(), CALLER));
    }

    private void attackUntil(Instant end) {
        while (clock.instant().isBefore(end)) {
            boolean coming = attack();
            Instant next = clock.instant().plus(pause(coming));
            clock.set(next.isBefore(end) ? next : end);
        }
    }

    /** True while codes can be had. */
    private boolean attack() {
        Instant now = clock.instant();
        Optional<String> ownersChallenge = ownerIsFirst(now) ? ownerAsks() : Optional.empty();
        int before = counted.issued();
        ask(now);
        noteMails(before);
        boolean coming = counted.issued() > before;
        if (coming && now.isAfter(burst.plus(HOUR))) {
            burst = now;
            patient = !patient;
        }
        if (!isWaiting(now)) {
            spend();
        }
        ownersChallenge.ifPresent(this::ownerTypes);
        return coming;
    }

    private boolean isWaiting(Instant now) {
        return patient && now.isBefore(burst.plus(CODE_IS_GOOD_FOR).minus(MINUTE));
    }

    /** Codes come a minute apart; after a day there are new ones at an unknown time within the hour. */
    private Duration pause(boolean coming) {
        Duration since = Duration.between(burst, clock.instant());
        if (coming || since.compareTo(CODE_IS_GOOD_FOR) < 0) {
            return MINUTE;
        }
        if (since.compareTo(DAY) < 0) {
            Duration rest = DAY.minus(since);
            return rest.compareTo(HOUR) < 0 ? rest : HOUR;
        }
        return since.compareTo(DAY.plus(HOUR)) < 0 ? CODE_IS_GOOD_FOR : HOUR;
    }

    private void ask(Instant now) {
        if (!isWaiting(now)) {
            List.copyOf(spent).forEach(id -> asked(() -> next().resendCode(new ResendCode(id, CALLER))));
        }
        asked(this::start).ifPresent(held::addLast);
    }

    private ChallengeStarted start() {
        int call = ++turn;
        if (victim == Victim.WITHOUT_ACCOUNT) {
            // One password makes one pending signup, another a second one: both are theirs.
            String password = patient ? PASSWORD : PASSWORD + " " + call;
            return next().startSignup(new StartSignup(email, password, SignupProfile.none(), CALLER));
        }
        String identifier = call % 4 < 2 ? email.toUpperCase(Locale.ROOT) : username;
        return next().startPasswordReset(new StartPasswordReset(identifier, ResetBy.CODE, CALLER));
    }

    /** Without an id first: one call is compared with every code that is good. */
    private void spend() {
        guess(new IdentifierCode(email, WRONG));
        if (victim != Victim.WITHOUT_ACCOUNT) {
            guess(new IdentifierCode(username, WRONG));
        }
        List.copyOf(spent).forEach(id -> guess(new ChallengeCode(id, WRONG)));
        while (!held.isEmpty()) {
            String id = held.removeFirst();
            guess(new ChallengeCode(id, WRONG));
            spent.addLast(id);
        }
        while (spent.size() > RENEWABLE) {
            spent.removeFirst();
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
        asked(() -> {
            if (victim == Victim.WITHOUT_ACCOUNT) {
                next().finishSignup(new FinishSignup(proof, SignupProfile.none(), CALLER));
            } else {
                next().checkPasswordResetCode(new CheckPasswordResetCode(proof, CALLER));
            }
            throw new AssertionError("A wrong code was right");
        });
    }

    private int guessAtNobody() {
        Optional<String> id =
                asked(() -> next().startPasswordReset(new StartPasswordReset(nobody, ResetBy.CODE, CALLER)));
        return counted.guessesOf(() -> show(new IdentifierCode(nobody, WRONG)))
                + id.map(known -> counted.guessesOf(() -> show(new ChallengeCode(known, WRONG))))
                        .orElse(0);
    }

    /** The worst owner: they ask before the attacker does, so that the wrong codes of every day are forgiven. */
    private boolean ownerIsFirst(Instant now) {
        return victim == Victim.PROVES_A_CODE_A_DAY && now.isAfter(proven.plus(DAY));
    }

    /** The challenge, if a code was mailed for it. */
    private Optional<String> ownerAsks() {
        int before = counted.issued();
        Optional<String> id =
                asked(() -> next().startPasswordReset(new StartPasswordReset(email, ResetBy.CODE, CALLER)));
        noteMails(before);
        return id.filter(ignored -> counted.issued() > before);
    }

    private void ownerTypes(String challengeId) {
        ChallengeCode code = new ChallengeCode(challengeId, mailer.lastCode(email));
        try {
            next().checkPasswordResetCode(new CheckPasswordResetCode(code, CALLER));
            proven = clock.instant();
        } catch (AuthException refused) {
            // The hundred were full already: from here on they are idle.
        }
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
}
