package io.github.keystile.auth.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.password.PasswordHasher;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("PWD-16")
class HashGateTest {
    private static final HashingPolicy ONE = HashingPolicy.ofDefaults()
            .withConcurrent(1)
            .withConcurrentSignups(1)
            .withMaxWait(Duration.ofSeconds(60));

    private final StepHasher hasher = new StepHasher();
    private @Nullable HashGate gate;

    @AfterEach
    void close() {
        hasher.letGo(10_000);
        if (gate != null) {
            gate.close();
        }
    }

    @Test
    void oneAddressCostsTheOthersOneTurn() {
        gate(ONE);
        ask("192.0.2.1", "first");
        hasher.awaitInside(1);
        for (int i = 0; i < 20; i++) {
            ask("192.0.2.1", "flood");
        }
        ask("192.0.2.2", "anna");
        ask("192.0.2.3", "bert");

        hasher.letGo(1 + 4);

        hasher.awaitInside(5);
        assertThat(hasher.order).startsWith("first", "flood", "anna", "bert", "flood");
    }

    @Test
    void unknownCallersAreOneLine() {
        gate(ONE);
        ask(null, "first");
        hasher.awaitInside(1);
        for (int i = 0; i < 20; i++) {
            ask(null, "unknown");
        }
        ask("192.0.2.2", "anna");

        hasher.letGo(1 + 2);

        hasher.awaitInside(3);
        assertThat(hasher.order).startsWith("first", "unknown", "anna");
    }

    @Test
    void networksOfOneIpv6NeighbourhoodShareATurn() {
        gate(ONE);
        ask("2001:db8:1:1::1", "first");
        hasher.awaitInside(1);
        for (int i = 0; i < 20; i++) {
            ask("2001:db8:1:" + Integer.toHexString(0x10 + i) + "::1", "network " + i);
        }
        ask("2001:db8:2::1", "anna");

        hasher.letGo(1 + 3);

        hasher.awaitInside(4);
        assertThat(hasher.order).startsWith("first", "network 0", "anna", "network 1");
    }

    @Test
    void whoComesLastIsBehindThoseWhoHadNoTurnYet() {
        gate(ONE);
        ask("192.0.2.9", "first");
        hasher.awaitInside(1);
        ask("192.0.2.1", "a1");
        ask("192.0.2.1", "a2");
        ask("192.0.2.2", "b1");
        hasher.letGo(1);
        hasher.awaitInside(2);
        ask("192.0.2.3", "c1");
        hasher.letGo(4);
        hasher.awaitInside(5);
        assertThat(hasher.order).containsExactly("first", "a1", "b1", "a2", "c1");
    }

    @Test
    void aFullQueueSendsTheNewestOfTheLongestLineAway() {
        gate(ONE.withQueue(3));
        ask("192.0.2.9", "inside");
        hasher.awaitInside(1);
        Asking old = ask("192.0.2.1", "flood 1");
        Asking newest = ask("192.0.2.1", "flood 2");
        Asking bert = ask("192.0.2.3", "bert");

        Asking anna = ask("192.0.2.2", "anna");

        newest.awaitBusy();
        Asking more = ask("192.0.2.1", "flood 3");
        more.awaitBusy();
        hasher.letGo(10);
        for (Asking served : List.of(old, bert, anna)) {
            served.awaitDone();
        }
    }

    @Test
    void theNetworksOfOneNeighbourhoodAreOneWhenTheQueueIsFull() {
        gate(ONE.withQueue(4));
        ask("192.0.2.9", "inside");
        hasher.awaitInside(1);
        ask("2001:db8:1:1::1", "network 1");
        ask("2001:db8:1:2::1", "network 2");
        Asking newest = ask("2001:db8:1:3::1", "network 3");
        Asking bert = ask("192.0.2.3", "bert");

        Asking anna = ask("192.0.2.2", "anna");

        newest.awaitBusy();
        hasher.letGo(10);
        bert.awaitDone();
        anna.awaitDone();
    }

    @Test
    void signupsFillTheirShareOfTheQueueAndNoMore() {
        gate(ONE.withConcurrent(2).withQueue(4));
        signUp("192.0.2.9", "inside");
        hasher.awaitInside(1);
        for (int i = 0; i < 2; i++) {
            signUp("198.51.100." + i, "signup");
        }

        signUp("198.51.100.7", "one too many").awaitBusy();

        Asking login = ask("192.0.2.1", "login");
        hasher.awaitInside(2);
        hasher.letGo(10);
        login.awaitDone();
        assertThat(hasher.order).startsWith("inside", "login");
    }

    @Test
    void whoWaitsTooLongIsSentAwayAndLeavesTheLine() {
        gate(ONE.withMaxWait(Duration.ofMillis(50)));
        ask("192.0.2.9", "inside");
        hasher.awaitInside(1);

        ask("192.0.2.1", "impatient").awaitBusy();

        hasher.letGo(10);
        ask("192.0.2.1", "later").awaitDone();
        assertThat(hasher.order).containsExactly("inside", "later");
    }

    @Test
    void whoIsInterruptedLeavesTheLineAndKeepsTheFlag() {
        gate(ONE);
        ask("192.0.2.9", "inside");
        hasher.awaitInside(1);
        Asking waiting = ask("192.0.2.1", "waiting");

        waiting.thread.interrupt();

        waiting.awaitBusy();
        assertThat(waiting.interrupted).isTrue();
        hasher.letGo(10);
        ask("192.0.2.1", "later").awaitDone();
        assertThat(hasher.order).containsExactly("inside", "later");
    }

    @Test
    void anInterruptDoesNotReachAHashThatRuns() {
        gate(ONE);
        Asking inside = ask("192.0.2.9", "inside");
        hasher.awaitInside(1);

        inside.thread.interrupt();
        hasher.letGo(10);

        inside.awaitDone();
        assertThat(inside.interrupted).isTrue();
        assertThat(hasher.interrupted).hasValue(0);
    }

    @Test
    void whoIsSentAwayGetsBackWhatTheCallTookAndOthersDoNot() {
        gate(ONE.withQueue(0));
        AtomicInteger givenBack = new AtomicInteger();
        Consumer<Call> taking = call -> {
            call.attempted(() -> {
                throw new IllegalStateException("the database is down");
            });
            call.attempted(givenBack::incrementAndGet);
        };
        Asking inside = ask("192.0.2.9", "inside", taking);
        hasher.awaitInside(1);

        ask("192.0.2.1", "one too many", taking).awaitBusy();

        assertThat(givenBack).hasValue(1);
        hasher.letGo(10);
        inside.awaitDone();
        assertThat(givenBack).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, IOException.class, StackOverflowError.class})
    void whatAHasherThrowsReachesTheCallerAndCostsNoThread(Class<? extends Throwable> what) throws Exception {
        Throwable thrown = what.getDeclaredConstructor().newInstance();
        gate(ONE);
        for (int i = 0; i < 3; i++) {
            hasher.failWith.set(thrown);
            hasher.letGo(1);
            assertThat(catchThrowable(() -> gate().hash(new CanonicalPassword("anna"), call("192.0.2.1"))))
                    .isSameAs(thrown);
        }

        hasher.failWith.set(null);
        hasher.letGo(1);
        ask("192.0.2.1", "anna").awaitDone();
    }

    @Test
    void aHasherSeesNothingOfTheCaller() {
        gate(ONE);
        hasher.letGo(1);
        ThreadLocal<String> ofCaller = new InheritableThreadLocal<>();
        ofCaller.set("the caller's");
        AtomicReference<@Nullable String> seen = new AtomicReference<>("nothing yet");
        AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
        AtomicReference<@Nullable ClassLoader> loader = new AtomicReference<>();
        hasher.look = () -> {
            seen.set(ofCaller.get());
            thread.set(Thread.currentThread());
            loader.set(Thread.currentThread().getContextClassLoader());
        };

        ask("192.0.2.1", "anna").awaitDone();

        assertThat(seen.get()).isNull();
        assertThat(thread.get()).matches(Thread::isDaemon);
        assertThat(loader.get()).isSameAs(HashGate.class.getClassLoader());
    }

    @Test
    void closingSendsAwayWhoWaitsLetsHashesEndAndThenTheThreads() throws Exception {
        gate(ONE);
        Asking inside = ask("192.0.2.9", "inside");
        hasher.awaitInside(1);
        Asking waiting = ask("192.0.2.1", "waiting");
        Thread hashing = hasher.lastThread.get();

        Thread closing = new Thread(() -> gate().close());
        closing.start();
        waiting.awaitBusy();
        hasher.letGo(1);
        closing.join(TimeUnit.MINUTES.toMillis(1));
        inside.awaitDone();
        hashing.join(TimeUnit.MINUTES.toMillis(1));

        assertThat(hashing.isAlive()).isFalse();
        AtomicInteger givenBack = new AtomicInteger();
        Call late = call("192.0.2.1");
        late.attempted(givenBack::incrementAndGet);
        assertThatThrownBy(() -> gate().hash(new CanonicalPassword("late"), late))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(givenBack).hasValue(1);
    }

    @Test
    @Tag("slow")
    void threadsWithoutWorkGo() throws Exception {
        gate(ONE);
        hasher.letGo(1);
        ask("192.0.2.1", "anna").awaitDone();
        Thread hashing = hasher.lastThread.get();

        hashing.join(TimeUnit.MINUTES.toMillis(2));

        assertThat(hashing.isAlive()).isFalse();
        hasher.letGo(1);
        ask("192.0.2.1", "again").awaitDone();
    }

    @Test
    void manyThreadsGetOneHashEachAndNoMoreAtOnceThanAllowed() throws Exception {
        gate(ONE.withConcurrent(3).withConcurrentSignups(2).withQueue(1000));
        hasher.letGo(10_000);
        List<Asking> all = IntStream.range(0, 400)
                .mapToObj(i -> start("192.0.2." + i % 7, "caller " + i, i % 3 == 0, call -> {}))
                .toList();
        for (Asking one : all) {
            one.awaitDone();
        }
        assertThat(hasher.order).hasSize(400);
        assertThat(hasher.mostAtOnce).hasValueBetween(1, 3);
    }

    private HashGate gate() {
        return Objects.requireNonNull(gate);
    }

    private void gate(HashingPolicy policy) {
        gate = new HashGate(hasher, policy);
    }

    private Asking ask(@Nullable String ip, String who) {
        return ask(ip, who, call -> {});
    }

    private Asking ask(@Nullable String ip, String who, Consumer<Call> taking) {
        Asking asking = start(ip, who, false, taking);
        asking.awaitSettled();
        return asking;
    }

    private Asking signUp(String ip, String who) {
        Asking asking = start(ip, who, true, call -> {});
        asking.awaitSettled();
        return asking;
    }

    private Asking start(@Nullable String ip, String who, boolean signup, Consumer<Call> taking) {
        Asking asking = new Asking(gate(), ip, who, signup, taking);
        asking.thread.start();
        return asking;
    }

    private static Call call(@Nullable String ip) {
        return Call.of(ip == null ? Caller.unknown() : Caller.at(ip));
    }

    /** Somebody who asks for a hash on a thread of their own. */
    private static final class Asking {
        private final Thread thread;
        private volatile @Nullable Throwable thrown;
        private volatile @Nullable String hash;
        private volatile boolean interrupted;

        Asking(HashGate gate, @Nullable String ip, String who, boolean signup, Consumer<Call> taking) {
            this.thread = new Thread(() -> {
                Call call = call(ip);
                taking.accept(call);
                CanonicalPassword password = new CanonicalPassword(who);
                try {
                    hash = signup ? gate.hashForSignup(password, call) : gate.hash(password, call);
                } catch (Throwable e) {
                    thrown = e;
                }
                interrupted = Thread.currentThread().isInterrupted();
            });
        }

        /** In line, at a hash, or done. */
        void awaitSettled() {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.onSpinWait();
            }
        }

        void awaitBusy() {
            join();
            assertThat(thrown)
                    .isInstanceOfSatisfying(
                            AuthException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(AuthError.BUSY));
        }

        void awaitDone() {
            join();
            assertThat(thrown).isNull();
            assertThat(hash).isNotNull();
        }

        private void join() {
            try {
                thread.join(TimeUnit.MINUTES.toMillis(1));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertThat(thread.isAlive()).isFalse();
        }
    }

    /** Hashes one step at a time, and remembers in which order. */
    private static final class StepHasher implements PasswordHasher {
        private final ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
        private final Semaphore inside = new Semaphore(0);
        private final Semaphore steps = new Semaphore(0);
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();
        private final AtomicInteger interrupted = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failWith = new AtomicReference<>();
        private final AtomicReference<Thread> lastThread = new AtomicReference<>();
        private volatile Runnable look = () -> {};
        private int entered;

        @Override
        public String hash(String password) {
            order.add(password);
            lastThread.set(Thread.currentThread());
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            inside.release();
            try {
                steps.acquire();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
            look.run();
            atOnce.decrementAndGet();
            if (failWith.get() != null) {
                StepHasher.<RuntimeException>fail(failWith.get());
            }
            return "{test}" + password;
        }

        @Override
        public Match verify(String password, @Nullable String storedHash) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean needsRehash(String storedHash) {
            return false;
        }

        void letGo(int hashes) {
            steps.release(hashes);
        }

        /** Until so many have come to hash since the beginning. */
        void awaitInside(int all) {
            try {
                assertThat(inside.tryAcquire(all - entered, 1, TimeUnit.MINUTES))
                        .isTrue();
                entered = all;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @SuppressWarnings("unchecked")
        private static <X extends Throwable> void fail(Throwable thrown) throws X {
            throw (X) thrown;
        }
    }
}
