package io.github.keystile.tests.login;

import static io.github.keystile.auth.error.AuthError.BUSY;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.TOO_MANY_REQUESTS;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.Options;
import io.github.keystile.tests.support.WatchedHasher;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Budgets here are just large enough for what succeeds in the end: a unit that stays taken fails a test. */
@Tag("PWD-16")
class BusyGivesBackTest {
    private static final Caller CALLER = Caller.at("192.0.2.7");
    /** One place to wait, and no time: everything is taken before the call is sent away. */
    private static final HashingPolicy IMPATIENT = HashingPolicy.ofDefaults()
            .withConcurrent(1)
            .withConcurrentSignups(1)
            .withQueue(1)
            .withMaxWait(Duration.ZERO);

    private final WatchedHasher hasher = new WatchedHasher();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Anna anna = Anna.signedUp(options -> options.passwordHasher(hasher)
            .limits(Options.ofCaller(new Budget(1, Duration.ofHours(1)))
                    .withRequestsPerIdentifier(new Budget(2, Duration.ofHours(1))))
            .hashing(IMPATIENT));
    private Anna occupant = anna;
    private Future<?> inside;

    @AfterEach
    void close() {
        hasher.open();
        threads.shutdownNow();
        anna.close();
    }

    @Test
    void aLogin() throws Exception {
        occupy();
        times(15, () -> refused(BUSY, () -> logIn()));
        free();
        logIn();
    }

    @Test
    void aSignup() throws Exception {
        occupy();
        times(5, () -> refused(BUSY, () -> signUp("bert@example.com")));
        free();
        signUp("bert@example.com");
    }

    @Test
    void aRegistration() throws Exception {
        occupy();
        times(5, () -> refused(BUSY, () -> register("bert@example.com")));
        free();
        register("bert@example.com");
    }

    @Test
    void aChangeOfPassword() throws Exception {
        occupy();
        times(15, () -> refused(BUSY, () -> change()));
        free();
        change();
    }

    @Test
    void aChangeOfPasswordThatGotItsFirstTurnAndNotItsSecond() throws Exception {
        AtomicBoolean busyBetweenTwoHashes = new AtomicBoolean();
        try (Anna twice = Anna.signedUp(options -> options.passwordHasher(hasher)
                .limits(Options.ofCaller(new Budget(1, Duration.ofHours(1)))
                        .withRequestsPerCaller(new Budget(4, Duration.ofHours(1))))
                .breachChecker(password -> {
                    if (busyBetweenTwoHashes.getAndSet(false)) {
                        occupy();
                    }
                    return false;
                })
                .hashing(IMPATIENT))) {
            occupant = twice;
            for (int i = 0; i < 3; i++) {
                busyBetweenTwoHashes.set(true);
                refused(BUSY, () -> change(twice));
                free();
            }
            change(twice);
        }
    }

    @Test
    void aResetByCode() throws Exception {
        ChallengeCode code = anna.resetCode();
        occupy();
        times(10, () -> refused(BUSY, () -> finish(code)));
        free();
        finish(code);
    }

    @Test
    void aResetByAddressAndCode() throws Exception {
        IdentifierCode code = new IdentifierCode(Anna.EMAIL, anna.resetCode().code());
        occupy();
        times(10, () -> refused(BUSY, () -> finish(code)));
        free();
        finish(code);
    }

    @Test
    void whoIsOverTheirBudgetIsToldSoWithoutATurn() throws Exception {
        try (Anna patient = Anna.signedUp(options -> options.passwordHasher(hasher)
                .limits(Options.ofCaller(new Budget(1, Duration.ofHours(1))))
                .hashing(HashingPolicy.ofDefaults().withConcurrent(1).withMaxWait(Duration.ofSeconds(60))))) {
            refused(INVALID_CREDENTIALS, () -> logIn(patient, "Not the password"));
            hasher.close();
            Future<?> first = threads.submit(() -> patient.logIn(Anna.PASSWORD));
            hasher.awaitInside(1);
            refused(TOO_MANY_REQUESTS, () -> logIn(patient, Anna.PASSWORD));
            hasher.open();
            first.get(2, TimeUnit.MINUTES);
        }
    }

    private void occupy() {
        hasher.close();
        Anna whose = occupant;
        inside = threads.submit(() -> whose.logIn(Anna.PASSWORD));
        hasher.awaitInside(1);
    }

    private void free() throws Exception {
        hasher.open();
        inside.get(2, TimeUnit.MINUTES);
    }

    private void logIn() {
        logIn(Anna.PASSWORD);
    }

    private void logIn(String password) {
        logIn(anna, password);
    }

    private static void logIn(Anna whose, String password) {
        whose.service.login(new Login(Anna.EMAIL, password, CALLER));
    }

    private void signUp(String email) {
        anna.service.startSignup(new StartSignup(email, Anna.PASSWORD, SignupProfile.none(), CALLER));
    }

    private void register(String email) {
        anna.service.registerUnverified(new RegisterUnverified(email, Anna.PASSWORD, SignupProfile.none(), CALLER));
    }

    private void change() {
        change(anna);
    }

    private static void change(Anna whose) {
        whose.service
                .account()
                .changePassword(
                        new ChangePassword(whose.first.tokens().accessToken(), Anna.PASSWORD, Anna.NEXT, CALLER));
    }

    private void finish(ResetProof proof) {
        anna.service.finishPasswordReset(new FinishPasswordReset(proof, Anna.NEXT, CALLER));
    }
}
