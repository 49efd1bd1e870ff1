package io.github.keystile.tests.login;

import static io.github.keystile.auth.error.AuthError.BUSY;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.WatchedHasher;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is refused because the queue is full must not fill the table of limits, nor hold a turn for good. */
@Tag("PWD-16")
class BusyCostsNothingTest {
    private static final Caller CALLER = Caller.at("203.0.113.7");

    private final WatchedHasher hasher = new WatchedHasher();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private final Anna anna = Anna.on(
            counted(AuthStores.inMemory()),
            options -> options.passwordHasher(hasher)
                    .hashing(HashingPolicy.ofDefaults()
                            .withConcurrent(1)
                            .withQueue(0)
                            .withMaxWait(Duration.ZERO)));

    @AfterEach
    void close() {
        hasher.open();
        threads.shutdownNow();
        anna.close();
    }

    private AuthStores counted(AuthStores stores) {
        RateLimiter limits = (RateLimiter) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RateLimiter.class}, (proxy, method, arguments) -> {
                    Throwable thrown = broken.get();
                    if (method.getName().equals("settle") && thrown != null) {
                        throw thrown;
                    }
                    if (method.getName().equals("take")) {
                        taken.incrementAndGet();
                    }
                    try {
                        return method.invoke(stores.limits(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return AuthStores.of(stores.users(), stores.challenges(), stores.sessions(), limits);
    }

    @Test
    void noVerbAsksALimitWithoutAPlaceInTheQueue() throws Exception {
        ResetProof proof = anna.resetTicket();
        hasher.close();
        Future<?> inside = threads.submit(() -> anna.logIn(Anna.PASSWORD));
        hasher.awaitInside(1);
        taken.set(0);

        for (int i = 0; i < 5; i++) {
            String email = "nobody" + i + "@example.com";
            refused(BUSY, () -> anna.service.login(new Login(email, Anna.PASSWORD, CALLER)));
            refused(
                    BUSY,
                    () -> anna.service.startSignup(
                            new StartSignup(email, Anna.PASSWORD, SignupProfile.none(), CALLER)));
            refused(
                    BUSY,
                    () -> anna.service.registerUnverified(
                            new RegisterUnverified(email, Anna.PASSWORD, SignupProfile.none(), CALLER)));
            refused(BUSY, () -> anna.finish(proof, Anna.NEXT));
            refused(BUSY, () -> anna.change(anna.first, Anna.PASSWORD, Anna.NEXT));
        }

        assertThat(taken).hasValue(0);
        hasher.open();
        inside.get(2, TimeUnit.MINUTES);
        anna.finish(proof, Anna.NEXT);
    }

    @Test
    void aLimiterThatThrowsWhateverItLikesHoldsNobodysTurn() {
        for (Throwable each : new Throwable[] {new StackOverflowError(), new IllegalStateException()}) {
            broken.set(each);
            times(3, () -> anna.logIn(Anna.PASSWORD));
            times(3, () -> assertThatThrownBy(() -> anna.logIn("Not the password")));
            broken.set(null);
            anna.logIn(Anna.PASSWORD);
        }
    }
}
