package io.github.keystile.tests.password;

import static io.github.keystile.auth.error.AuthError.BUSY;
import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.auth.error.AuthError.PASSWORD_BREACHED;
import static io.github.keystile.auth.error.AuthError.TOO_MANY_REQUESTS;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.WatchedHasher;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("PWD-10")
class BreachCheckTest {
    private static final String BREACHED = "Known from a breach";
    private static final int BUDGET = 3;

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    private final Anna anna = Anna.signedUp(options -> options.breachChecker(password -> {
                asked.incrementAndGet();
                meanwhile.get().run();
                return password.equals(BREACHED);
            })
            .limits(LimitPolicy.ofDefaults().withRequestsPerIdentifier(new Budget(BUDGET, Duration.ofHours(1))))
            .hashing(HashingPolicy.ofDefaults().withConcurrent(1).withQueue(0).withMaxWait(Duration.ZERO)));

    @Test
    void noProofAsksWithoutEnd() {
        List<Function<Anna, ResetProof>> proofs = List.of(Anna::resetTicket, Anna::resetLink, Anna::resetCode);
        for (Function<Anna, ResetProof> each : proofs) {
            anna.later(Duration.ofHours(2));
            ResetProof proof = each.apply(anna);
            asked.set(0);
            times(BUDGET, () -> refused(PASSWORD_BREACHED, () -> anna.finish(proof, BREACHED)));
            times(10, () -> refused(TOO_MANY_REQUESTS, () -> anna.finish(proof, BREACHED)));
            assertThat(asked).hasValue(BUDGET);
        }
    }

    @Test
    void nobodyAsksWithoutEndFromTheirOwnSession() {
        asked.set(0);
        times(BUDGET, () -> refused(PASSWORD_BREACHED, () -> anna.change(anna.first, Anna.PASSWORD, BREACHED)));
        times(30, () -> refused(TOO_MANY_REQUESTS, () -> anna.change(anna.first, Anna.PASSWORD, BREACHED)));
        assertThat(asked).hasValue(BUDGET);
        anna.logIn(Anna.PASSWORD);
    }

    @Test
    void noStrangerAsksWithoutEndAboutAnAddress() {
        asked.set(0);
        times(BUDGET, () -> refused(PASSWORD_BREACHED, () -> signUp(BREACHED)));
        times(10, () -> refused(TOO_MANY_REQUESTS, () -> signUp(BREACHED)));
        assertThat(asked).hasValue(BUDGET);
    }

    /** The checker was asked, whatever became of the call. */
    @Test
    void aBusyServiceGivesNoQuestionBack() throws Exception {
        WatchedHasher hasher = new WatchedHasher();
        AtomicInteger questions = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Anna waiting = Anna.signedUp(options -> options.passwordHasher(hasher)
                .breachChecker(password -> questions.incrementAndGet() < 0)
                .limits(LimitPolicy.ofDefaults().withRequestsPerIdentifier(new Budget(BUDGET, Duration.ofHours(1))))
                .hashing(HashingPolicy.ofDefaults()
                        .withConcurrent(1)
                        .withConcurrentSignups(1)
                        .withMaxWait(Duration.ZERO)))) {
            hasher.close();
            Future<?> inside = threads.submit(() -> waiting.logIn(Anna.PASSWORD));
            hasher.awaitInside(1);
            questions.set(0);
            StartSignup request =
                    new StartSignup("bert@example.com", Anna.PASSWORD, SignupProfile.none(), Caller.unknown());
            times(BUDGET, () -> refused(BUSY, () -> waiting.service.startSignup(request)));
            times(10, () -> refused(TOO_MANY_REQUESTS, () -> waiting.service.startSignup(request)));
            assertThat(questions).hasValue(BUDGET);
            hasher.open();
            inside.get(2, TimeUnit.MINUTES);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoIsToldToChooseAnotherPasswordNeedNotWait() {
        refused(PASSWORD_BREACHED, () -> signUp(BREACHED));
        signUp(Anna.NEXT);
    }

    @Test
    void whateverACheckerThrowsLeavesTheCodeUsable() {
        ChallengeCode code = anna.resetCode();
        List<Throwable> all = List.of(new IllegalStateException(), new IOException(), new AssertionError());
        for (Throwable thrown : all) {
            meanwhile.set(() -> BreachCheckTest.<RuntimeException>fail(thrown));
            assertThat(catchThrowable(() -> anna.finish(code, Anna.NEXT))).isSameAs(thrown);
        }
        meanwhile.set(() -> {});
        times(4, () -> refused(INVALID_CODE, () -> anna.finish(Anna.wrong(code), Anna.NEXT)));
        anna.ticketFor(code);
    }

    @Test
    void aCheckerThatTakesItsTimeHoldsUpNoHash() {
        meanwhile.set(() -> anna.logIn(Anna.PASSWORD));
        signUp(Anna.NEXT);
        anna.finish(anna.resetCode(), Anna.NEXT);
    }

    private void signUp(String password) {
        anna.service.startSignup(new StartSignup("bert@example.com", password, SignupProfile.none(), Caller.unknown()));
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void fail(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
