package io.github.keystile.tests.signup;

import static io.github.keystile.tests.support.Door.ANNA;
import static io.github.keystile.tests.support.Door.COOLDOWN;
import static io.github.keystile.tests.support.Door.LIFETIME;
import static io.github.keystile.tests.support.Door.OTHER_PASSWORD;
import static io.github.keystile.tests.support.Door.PASSWORD;
import static io.github.keystile.tests.support.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.tests.support.Door;
import io.github.keystile.tests.support.Options;
import io.github.keystile.tests.support.WatchedHasher;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SGN-01")
class ContestedAddressTest {
    private final Door door = Door.byEmail();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void addressAndCodeAloneAreMisuseUnlessSwitchedOn() {
        try (Door strict = Door.uniform()) {
            IdentifierCode code = withoutId(strict.start(ANNA));
            assertThatIllegalStateException()
                    .isThrownBy(() -> strict.finish(code))
                    .withMessageContaining("SignupPolicy.withFinishByEmail");
        }
    }

    @Test
    void anUncontestedAddressFinishesWithoutTheId() {
        assertThat(door.finish(withoutId(door.start(ANNA))).user().emailVerified())
                .isTrue();
        assertThat(door.lets(ANNA, PASSWORD)).isTrue();
    }

    @Test
    void aRepeatWithTheSamePasswordRenewsTheOneChallenge() {
        ChallengeCode first = door.start(ANNA);
        door.after(COOLDOWN);
        ChallengeCode second = door.start(ANNA);
        assertThat(second.challengeId()).isEqualTo(first.challengeId());
        door.finish(withoutId(second));
    }

    @Test
    void aRepeatAfterTheCodeExpiredRenewsItToo() {
        ChallengeCode first = door.start(ANNA);
        door.after(LIFETIME.plusMinutes(5));
        ChallengeCode second = door.start(ANNA);
        assertThat(second.challengeId()).isEqualTo(first.challengeId());
        door.finish(withoutId(second));
    }

    @Test
    void anotherPasswordMakesTheAddressFinishWithTheIdOrNotAtAll() {
        ChallengeCode victims = door.start(ANNA);
        door.after(COOLDOWN);
        ChallengeCode attackers = door.start(ANNA, OTHER_PASSWORD);
        assertContested(victims);
        assertContested(attackers);
        door.finish(victims);
        assertThat(door.lets(ANNA, PASSWORD)).isTrue();
    }

    @Test
    void aRequestThatWasRefusedCounts() {
        ChallengeCode attackers = door.start(ANNA, OTHER_PASSWORD);
        assertThat(refusal(() -> door.request(ANNA, PASSWORD))).isEqualTo(AuthError.TOO_MANY_REQUESTS);
        assertContested(attackers);
    }

    /** Callers over their budget stand in no queue to hash, so nobody looks whether it is the same password. */
    @Test
    void aRequestOfACallerOverTheirBudgetCountsAsAnotherPassword() {
        WatchedHasher hasher = new WatchedHasher();
        try (Door strict = Door.with(options -> Options.finishByEmail(options)
                .passwordHasher(hasher)
                .limits(LimitPolicy.ofDefaults().withRequestsPerCaller(new Budget(1, Duration.ofHours(1)))))) {
            StartSignup request = new StartSignup(ANNA, OTHER_PASSWORD, SignupProfile.none(), Caller.at("192.0.2.1"));
            ChallengeCode attackers = strict.mailed(ANNA, () -> strict.service().startSignup(request));
            hasher.forget();

            assertThat(refusal(() -> strict.service().startSignup(request))).isEqualTo(AuthError.TOO_MANY_REQUESTS);

            assertThat(hasher.compared()).isEmpty();
            assertThat(hasher.hashed()).isEmpty();
            assertThat(refusal(() -> strict.finish(withoutId(attackers)))).isEqualTo(AuthError.INVALID_CODE);
            strict.finish(attackers);
        }
    }

    @Test
    void aRequestThatFoundNoTurnToHashCounts() throws Exception {
        WatchedHasher hasher = new WatchedHasher();
        ExecutorService threads = Executors.newCachedThreadPool();
        for (int queue = 0; queue < 2; queue++) {
            HashingPolicy hashing = HashingPolicy.ofDefaults()
                    .withConcurrent(1)
                    .withConcurrentSignups(1)
                    .withQueue(queue)
                    .withMaxWait(Duration.ZERO);
            try (Door busy = Door.with(options ->
                    Options.finishByEmail(options).passwordHasher(hasher).hashing(hashing))) {
                ChallengeCode attackers = busy.start(ANNA, OTHER_PASSWORD);
                busy.after(COOLDOWN);
                hasher.close();
                Future<?> inside = threads.submit(() -> busy.lets("bert@example.com", PASSWORD));
                hasher.awaitInside(1);
                assertThat(refusal(() -> busy.request(ANNA, PASSWORD))).isEqualTo(AuthError.BUSY);
                hasher.open();
                inside.get(2, TimeUnit.MINUTES);

                assertThat(refusal(() -> busy.finish(withoutId(attackers)))).isEqualTo(AuthError.INVALID_CODE);
            }
        }
        threads.shutdownNow();
    }

    @Test
    void aRequestThatExpiredCounts() {
        door.start(ANNA);
        door.after(LIFETIME.plusMinutes(5));
        ChallengeCode attackers = door.start(ANNA, OTHER_PASSWORD);
        assertContested(attackers);
    }

    @Test
    void aRefusalDuringAContestCountsFromItsOwnTime() {
        door.start(ANNA, OTHER_PASSWORD);
        refusal(() -> door.request(ANNA, "a third horse battery"));
        door.after(Duration.ofMinutes(18));
        door.start(ANNA, OTHER_PASSWORD);
        assertThat(refusal(() -> door.request(ANNA, PASSWORD))).isEqualTo(AuthError.TOO_MANY_REQUESTS);
        door.after(Duration.ofMinutes(3));
        ChallengeCode attackers = door.start(ANNA, OTHER_PASSWORD);
        assertContested(attackers);
    }

    @Test
    void aCodeMailedWithinTwoLifetimesAfterTheOtherPasswordIsContestedToItsEnd() {
        door.start(ANNA);
        door.after(LIFETIME.multipliedBy(2).minusMillis(1));
        ChallengeCode attackers = door.start(ANNA, OTHER_PASSWORD);
        door.after(LIFETIME.minusMillis(1));
        assertContested(attackers);
    }

    @Test
    void aCodeMailedAgainIsContestedToItsEndToo() {
        door.start(ANNA);
        door.after(LIFETIME);
        ChallengeCode attackers = door.start(ANNA, OTHER_PASSWORD);
        door.after(LIFETIME.minusSeconds(1));
        ChallengeCode again = door.mailed(ANNA, () -> door.resend(attackers.challengeId()));
        door.after(LIFETIME.minusSeconds(1));
        assertContested(again);
    }

    @Test
    void twoLifetimesLaterTheContestIsOver() {
        door.start(ANNA, OTHER_PASSWORD);
        door.after(LIFETIME.multipliedBy(2));
        door.finish(withoutId(door.start(ANNA)));
    }

    @Test
    @Tag("SGN-08")
    void refusalsFillNoTable() {
        door.start(ANNA, OTHER_PASSWORD);
        for (int i = 0; i < 1000; i++) {
            refusal(() -> door.request(ANNA, PASSWORD));
        }
        door.after(Duration.ofHours(2));
        assertThat(door.service().purgeExpired()).isLessThan(10);
    }

    @Test
    void whoHasTheAddressAndNoCodeLearnsNothing() {
        assertThat(refusal(() -> door.finish(new IdentifierCode(ANNA, "000000"))))
                .isEqualTo(AuthError.INVALID_CODE);
        assertThat(refusal(() -> door.finish(new IdentifierCode("no address", "000000"))))
                .isEqualTo(AuthError.INVALID_CODE);
    }

    @Test
    @Tag("OTP-16")
    void strangersCannotSpendTheAttemptsOfTheIdsHolder() {
        ChallengeCode code = door.start(ANNA);
        // With the right one after them as many as one identifier is asked about in an hour.
        for (int i = 0; i < 29; i++) {
            assertThat(refusal(() -> door.finish(new IdentifierCode(ANNA, Door.wrong(code.code())))))
                    .isEqualTo(AuthError.INVALID_CODE);
        }
        assertThat(refusal(() -> door.finish(withoutId(code)))).isEqualTo(AuthError.INVALID_CODE);
        door.finish(code);
    }

    private void assertContested(ChallengeCode code) {
        assertThat(refusal(() -> door.finish(withoutId(code)))).isEqualTo(AuthError.INVALID_CODE);
        assertThat(door.hasUser(ANNA)).isFalse();
    }

    private static IdentifierCode withoutId(ChallengeCode code) {
        return new IdentifierCode(ANNA, code.code());
    }
}
