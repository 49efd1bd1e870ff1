package io.github.keystile.tests.login;

import static io.github.keystile.auth.error.AuthError.BUSY;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.WatchedHasher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("PWD-16")
class BusyHasherTest {
    private final WatchedHasher hasher = new WatchedHasher();
    private final Anna anna = Anna.signedUp(options -> options.passwordHasher(hasher)
            .hashing(HashingPolicy.ofDefaults()
                    .withConcurrent(2)
                    .withConcurrentSignups(1)
                    .withMaxWait(Duration.ofMillis(20))));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        hasher.open();
        threads.shutdownNow();
        anna.close();
    }

    @Test
    void whenAllHashingIsTakenEveryHashingVerbIsBusyAndNothingIsCounted() throws Exception {
        ChallengeCode code = anna.resetCode();
        hasher.close();
        List<Future<?>> inside = List.of(
                threads.submit(() -> anna.logIn(Anna.PASSWORD)), threads.submit(() -> anna.logIn(Anna.PASSWORD)));
        hasher.awaitInside(2);

        AuthException busy = refused(BUSY, () -> anna.logIn("Not the password"));
        assertThat(busy.retryAfter()).contains(Duration.ofSeconds(1));
        times(15, () -> refused(BUSY, () -> anna.logIn("Not the password")));
        times(15, () -> refused(BUSY, () -> anna.change(anna.first, "Not the password", Anna.NEXT)));
        times(15, () -> refused(BUSY, () -> anna.finish(code, Anna.NEXT)));
        times(2, () -> refused(BUSY, () -> anna.service.startSignup(signup("bert@example.com"))));
        refused(
                BUSY,
                () -> anna.service.registerUnverified(new RegisterUnverified(
                        "bert@example.com", Anna.PASSWORD, SignupProfile.none(), Caller.unknown())));

        hasher.open();
        for (Future<?> one : inside) {
            one.get(120, TimeUnit.SECONDS);
        }
        anna.logIn(Anna.PASSWORD);
        anna.service.startSignup(signup("bert@example.com"));
        anna.finish(code, Anna.NEXT);
    }

    @Test
    void aFloodOfSignupsLeavesRoomForLogins() throws Exception {
        hasher.close();
        Future<?> signup = threads.submit(() -> anna.service.startSignup(signup("bert@example.com")));
        hasher.awaitInside(1);
        for (int i = 0; i < 20; i++) {
            String email = "flood" + i + "@example.com";
            refused(BUSY, () -> anna.service.startSignup(signup(email)));
        }

        Future<?> login = threads.submit(() -> anna.logIn(Anna.PASSWORD));
        hasher.awaitInside(1);

        hasher.open();
        login.get(120, TimeUnit.SECONDS);
        signup.get(120, TimeUnit.SECONDS);
    }

    @Test
    void whatHashesNothingIsNeverBusy() throws Exception {
        ChallengeCode code = anna.resetCode();
        hasher.close();
        List<Future<?>> inside = List.of(
                threads.submit(() -> anna.logIn(Anna.PASSWORD)), threads.submit(() -> anna.logIn(Anna.PASSWORD)));
        hasher.awaitInside(2);

        anna.ticketFor(code);
        anna.verify(anna.first);
        anna.refresh(anna.first);
        anna.service.logout(new Logout(anna.first.tokens().accessToken(), Caller.unknown()));

        hasher.open();
        for (Future<?> one : inside) {
            one.get(120, TimeUnit.SECONDS);
        }
    }

    private static StartSignup signup(String email) {
        return new StartSignup(email, Anna.PASSWORD, SignupProfile.none(), Caller.unknown());
    }
}
