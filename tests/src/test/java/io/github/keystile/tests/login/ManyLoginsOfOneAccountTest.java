package io.github.keystile.tests.login;

import static io.github.keystile.auth.error.AuthError.BUSY;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.WatchedHasher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A password counts as wrong until it has proven right: many right ones at once must not lock the account. */
@Tag("PWD-16")
class ManyLoginsOfOneAccountTest {
    private static final int MANY = 60;
    private static final HashingPolicy PATIENT =
            HashingPolicy.ofDefaults().withConcurrent(32).withQueue(4 * MANY).withMaxWait(Duration.ofSeconds(60));

    private final WatchedHasher hasher = new WatchedHasher();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        hasher.open();
        threads.shutdownNow();
    }

    @Test
    void noneOfManyRightLoginsAtOnceIsRefused() throws Exception {
        try (Anna anna = anna(PATIENT)) {
            hasher.close();
            List<Future<SignedIn>> logins = IntStream.range(0, MANY)
                    .mapToObj(i -> threads.submit(() -> anna.logIn(Anna.PASSWORD)))
                    .toList();
            hasher.awaitInside(2);
            hasher.open();
            for (Future<SignedIn> login : logins) {
                assertThat(login.get(2, TimeUnit.MINUTES).user().id()).isEqualTo(anna.id());
            }
        }
    }

    @Test
    void othersGoPastThem() throws Exception {
        try (Anna anna = anna(HashingPolicy.ofDefaults().withConcurrent(3).withMaxWait(Duration.ofSeconds(60)))) {
            hasher.close();
            List<Future<?>> logins = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                logins.add(threads.submit(() -> anna.logIn(Anna.PASSWORD)));
            }
            hasher.awaitInside(2);
            logins.add(threads.submit(() ->
                    refused(INVALID_CREDENTIALS, () -> anna.auth.logIn("nobody@example.com", "Not the password"))));
            hasher.awaitInside(1);
            hasher.open();
            for (Future<?> login : logins) {
                login.get(2, TimeUnit.MINUTES);
            }
        }
    }

    @Test
    void wrongOnesAtOnceLockItAsOneAfterTheOther() throws Exception {
        try (Anna anna = anna(PATIENT)) {
            List<Future<?>> guesses = IntStream.range(0, MANY)
                    .<Future<?>>mapToObj(i -> threads.submit(
                            () -> refused(INVALID_CREDENTIALS, () -> anna.logIn("Not the password " + i))))
                    .toList();
            for (Future<?> guess : guesses) {
                guess.get(2, TimeUnit.MINUTES);
            }
            refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
            assertThat(hasher.compared().stream().filter("a stored hash"::equals))
                    .hasSize(10);
        }
    }

    @Test
    void whoFindsNoPlaceToWaitIsBusyAndCostsNothing() throws Exception {
        try (Anna anna =
                anna(HashingPolicy.ofDefaults().withConcurrent(32).withQueue(0).withMaxWait(Duration.ofSeconds(60)))) {
            hasher.close();
            List<Future<SignedIn>> two = List.of(
                    threads.submit(() -> anna.logIn(Anna.PASSWORD)), threads.submit(() -> anna.logIn(Anna.PASSWORD)));
            hasher.awaitInside(2);
            times(15, () -> refused(BUSY, () -> anna.logIn("Not the password")));
            times(15, () -> refused(BUSY, () -> change(anna)));
            hasher.open();
            for (Future<SignedIn> login : two) {
                login.get(2, TimeUnit.MINUTES);
            }
            anna.logIn(Anna.PASSWORD);
        }
    }

    private static void change(Anna anna) {
        anna.service
                .account()
                .changePassword(new ChangePassword(
                        anna.first.tokens().accessToken(), "Not the password", Anna.NEXT, Caller.unknown()));
    }

    private Anna anna(HashingPolicy hashing) {
        return Anna.signedUp(options -> options.passwordHasher(hasher).hashing(hashing));
    }
}
