package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.testkit.CapturingMailer;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.auth.testkit.SettableClock;
import io.github.keystile.auth.testkit.contract.Samples;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The same attack by every process of a race: each guesses at one account's codes and password and has another's
 * mailbox filled, and together they must not come further than one. All of it at one time, by a clock that stands
 * still but for the mails, so that no lock ends and no code expires.
 */
final class ProcessGuesses implements AutoCloseable {
    /** Each can be guessed at ten times: together more often than the account takes. */
    static final int CODES = 14;

    static final int ATTEMPTS = 10;
    static final int HARD_STOP = 100;
    static final int WRONG_PASSWORDS = 10;
    static final int BUDGET = 15;
    /** Where keys are charged one by one, a request may overtake one of each other process, which then gets no mail. */
    private static final int REQUESTS = 4 * BUDGET;

    private static final Duration COOLDOWN = Duration.ofSeconds(1);
    private static final Instant NOW = Samples.NOW;
    private static final String PASSWORD = "Herbstlaub im Regen";

    private final AuthStores stores;
    private final String guessed;
    private final String flooded;
    private final SettableClock clock = new SettableClock(NOW);
    private final CapturingMailer mailer = new CapturingMailer();
    private final Comparisons comparisons = new Comparisons();
    private final AtomicInteger compared = new AtomicInteger();
    private final AuthService service;

    ProcessGuesses(AuthStores stores, String race) {
        this.stores = stores;
        this.guessed = race + "-guessed@example.com";
        this.flooded = race + "-flooded@example.com";
        AuthStores counted = stores.withLimits(new HeardLimiter(stores.limits(), this::heard));
        this.service = AuthService.builder(secret(race), counted, mailer)
                .clock(clock)
                .otp(OtpPolicy.ofDefaults()
                        .withDigits(8)
                        .withAttempts(ATTEMPTS)
                        .withCodesPerDay(BUDGET)
                        .withCooldown(COOLDOWN))
                .limits(manyRequests())
                .passwordHasher(comparisons.counting(new InsecureFastHasher()))
                .hashing(HashingPolicy.ofDefaults()
                        .withConcurrent(512)
                        .withConcurrentSignups(512)
                        .withMaxWait(Duration.ofSeconds(30)))
                .mails(MailPolicy.ofDefaults().withWorkers(1).withDrain(Duration.ofMinutes(5)))
                .withoutHousekeeping()
                .build();
    }

    /** So that it is the mailbox's budget which stops them. */
    private static LimitPolicy manyRequests() {
        return LimitPolicy.ofDefaults().withRequestsPerIdentifier(new Budget(1000, Duration.ofHours(1)));
    }

    /** Before any process guesses: the accounts, and one's codes. */
    void prepare() {
        for (String email : List.of(guessed, flooded)) {
            service.registerUnverified(new RegisterUnverified(email, PASSWORD, SignupProfile.none(), Caller.unknown()));
        }
        for (int code = 0; code < CODES; code++) {
            requestReset(guessed);
            clock.advance(COOLDOWN);
        }
        clock.set(NOW);
    }

    /** What one of a process's threads does: every code once, so that all together try each too often. */
    void guess() {
        String userId = service.users().findByEmail(guessed).orElseThrow().id();
        stores.challenges()
                .newest(userId, Purpose.PASSWORD_RESET_CODE, NOW, CODES)
                .forEach(challenge -> refused(() -> service.checkPasswordResetCode(
                        new CheckPasswordResetCode(new ChallengeCode(challenge.id(), "x0000000"), Caller.unknown()))));
        for (int i = 0; i < 2; i++) {
            refused(() -> service.login(new Login(guessed, "not this one", Caller.unknown())));
        }
    }

    /** What one thread of a process does. */
    void flood() {
        for (int i = 0; i < REQUESTS; i++) {
            clock.advance(COOLDOWN);
            refused(() -> requestReset(flooded));
        }
    }

    int comparedCodes() {
        return compared.get();
    }

    int comparedPasswords() {
        return comparisons.passwords();
    }

    /** How many codes were mailed. Asked after {@link #close}, which waits for mails that are under way. */
    int mails() {
        return (int) mailer.messages().stream()
                .filter(mail -> mail.purpose().equals(MailPurpose.PASSWORD_RESET_CODE))
                .count();
    }

    private void requestReset(String email) {
        service.startPasswordReset(new StartPasswordReset(email, ResetBy.CODE, Caller.unknown()));
    }

    private static void refused(Runnable call) {
        try {
            call.run();
        } catch (AuthException refused) {
            // What came of it is counted where it is compared.
        }
    }

    /** The compare of a code follows each charge that is allowed. */
    private void heard(List<Charge> charges, Receipt receipt) {
        boolean ofCodes = charges.stream().anyMatch(charge -> charge.key().startsWith("codes:"));
        compared.addAndGet(ofCodes && receipt.refused().isEmpty() ? 1 : 0);
    }

    /** Every process of the race has the same one. */
    private static RootSecret secret(String race) {
        try {
            return RootSecret.of(MessageDigest.getInstance("SHA-256").digest(race.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
