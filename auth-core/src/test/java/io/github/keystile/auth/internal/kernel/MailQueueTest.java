package io.github.keystile.auth.internal.kernel;

import static io.github.keystile.auth.internal.kernel.Outcomes.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.mail.Mailer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class MailQueueTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(10));
    private static final MailPolicy QUICK = MailPolicy.ofDefaults()
            .withFirstRetry(Duration.ofMillis(1))
            .withLongestRetry(Duration.ofMillis(4))
            .withDrain(Duration.ofSeconds(20));

    private final Outcomes outcome = new Outcomes();
    private final List<MailMessage> tries = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void openGate() {
        gate.countDown();
    }

    @Test
    @Tag("MAL-08")
    void handsEachMailOverOnce() {
        try (var queue = queue(QUICK, tries::add)) {
            for (int i = 0; i < 100; i++) {
                queue.submit(mail("k" + i), LATER, outcome);
            }
        }
        assertThat(tries).doesNotHaveDuplicates().hasSize(100);
        assertThat(outcome.sent).containsExactlyInAnyOrderElementsOf(tries);
        assertThat(outcome.failed).isEmpty();
        assertThat(outcome.dropped).isEmpty();
    }

    @Test
    @Tag("MAL-08")
    void triesTheSameMailAgainAfterTemporaryFailures() {
        try (var queue = queue(QUICK, failing(2, MailException.temporary("busy", null, null)))) {
            queue.submit(mail("k"), LATER, outcome);
        }
        assertThat(tries).extracting(MailMessage::idempotencyKey).containsExactly("k", "k", "k");
        assertThat(outcome.failed).isEmpty();
    }

    @Test
    @Tag("MAL-07")
    void triesAgainAfterUnknownExceptions() {
        try (var queue = queue(QUICK, failing(1, new IllegalStateException("of a driver")))) {
            queue.submit(mail("k"), LATER, outcome);
        }
        assertThat(tries).hasSize(2);
        assertThat(outcome.failed).isEmpty();
    }

    @Test
    @Tag("MAL-07")
    void givesUpAfterOnePermanentFailure() {
        try (var queue = queue(QUICK, failing(1, MailException.permanent("no such mailbox", null)))) {
            queue.submit(mail("k"), LATER, outcome);
        }
        assertThat(tries).hasSize(1);
        assertThat(outcome.failed).extracting(MailMessage::idempotencyKey).containsExactly("k");
    }

    @Test
    @Tag("MAL-07")
    void givesUpWhenTheMailerIsBrokenBeyondExceptions() {
        Mailer broken = message -> {
            throw new NoClassDefFoundError("jakarta/mail/Session");
        };
        try (var queue = queue(QUICK.withCapacity(1), broken)) {
            queue.submit(mail("k"), LATER, outcome);
            await().atMost(PATIENCE).until(() -> outcome.failed.size() == 1);
            // A place comes free a moment after the outcome is told.
            await().atMost(PATIENCE).until(() -> isTaken(queue, mail("place was given back")));
        }
        assertThat(outcome.failed).extracting(MailMessage::idempotencyKey).containsExactly("k", "place was given back");
    }

    @Test
    @Tag("MAL-07")
    void neverTriesWhatHasExpired() {
        try (var queue = queue(QUICK, tries::add)) {
            queue.submit(mail("k"), NOW, outcome);
        }
        assertThat(tries).isEmpty();
        assertThat(outcome.failed).hasSize(1);
    }

    @Test
    @Tag("MAL-07")
    void givesUpAtOnceIfTheNextTryWouldComeTooLate() {
        var wait = Duration.ofMinutes(10);
        try (var queue = queue(QUICK, failing(9, MailException.temporary("busy", wait, null)))) {
            queue.submit(mail("k"), LATER, outcome);
            await().atMost(PATIENCE).until(() -> !outcome.failed.isEmpty());
        }
        assertThat(tries).hasSize(1);
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        var wait = Duration.ofMillis(300);
        long start = System.nanoTime();
        try (var queue = queue(QUICK, failing(1, MailException.temporary("busy", wait, null)))) {
            queue.submit(mail("k"), LATER, outcome);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(wait);
        assertThat(tries).hasSize(2);
    }

    @Test
    void survivesAbsurdWishesOfAServer() {
        var wish = Duration.ofSeconds(Long.MAX_VALUE);
        try (var queue = queue(QUICK, failing(1, MailException.temporary("busy", wish, null)))) {
            queue.submit(mail("k"), Instant.MAX, outcome);
        }
        assertThat(tries).hasSize(1);
        assertThat(outcome.failed).hasSize(1);
    }

    @Test
    void waitsLongerAfterEachFailure() {
        var policy = QUICK.withFirstRetry(Duration.ofMillis(20)).withLongestRetry(Duration.ofMillis(80));
        long start = System.nanoTime();
        try (var queue = queue(policy, failing(4, MailException.temporary("busy", null, null)))) {
            queue.submit(mail("k"), LATER, outcome);
        }
        // At least half of 20 + 40 + 80 + 80 ms.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(110));
        assertThat(tries).hasSize(5);
    }

    @Test
    void aMailThatWaitsOccupiesNoWorker() {
        Mailer stubborn = message -> {
            tries.add(message);
            if (message.idempotencyKey().startsWith("bad")) {
                throw MailException.temporary("busy", Duration.ofMinutes(1), null);
            }
        };
        try (var queue = queue(QUICK.withWorkers(1), stubborn)) {
            for (int i = 0; i < 5; i++) {
                queue.submit(mail("bad" + i), LATER, outcome);
            }
            queue.submit(mail("good"), LATER, outcome);
            await().atMost(PATIENCE).until(() -> tries.size() == 6);
        }
        assertThat(outcome.failed)
                .hasSize(5)
                .noneMatch(mail -> mail.idempotencyKey().equals("good"));
    }

    @Test
    @Tag("MAL-07")
    @Tag("MAL-08")
    void dropsWhatDoesNotFitAndNeverBlocks() {
        try (var queue = queue(QUICK.withCapacity(3), this::block)) {
            for (int i = 0; i < 5; i++) {
                queue.submit(mail("k" + i), LATER, outcome);
            }
            assertThat(outcome.dropped).extracting(MailMessage::idempotencyKey).containsExactly("k3", "k4");
            gate.countDown();
        }
        assertThat(tries).hasSize(3);
        assertThat(outcome.failed).isEmpty();
    }

    @Test
    @Tag("MAL-08")
    void mailsThatWaitForAnotherTryKeepTheirPlace() {
        Mailer down = failing(9, MailException.temporary("down", Duration.ofMinutes(1), null));
        try (var queue = queue(QUICK.withCapacity(1).withDrain(Duration.ZERO), down)) {
            queue.submit(mail("waiting"), LATER, outcome);
            await().atMost(PATIENCE).until(() -> tries.size() == 1);
            queue.submit(mail("one too many"), LATER, outcome);
        }
        assertThat(outcome.dropped).extracting(MailMessage::idempotencyKey).containsExactly("one too many");
        assertThat(outcome.failed).extracting(MailMessage::idempotencyKey).containsExactly("waiting");
    }

    @Test
    void closingSendsWhatIsQueued() throws InterruptedException {
        var started = new CountDownLatch(1);
        Mailer slow = message -> {
            started.countDown();
            block(message);
        };
        var queue = queue(QUICK.withWorkers(1), slow);
        for (int i = 0; i < 10; i++) {
            queue.submit(mail("k" + i), LATER, outcome);
        }
        started.await();
        var closer = new Thread(queue::close);
        closer.start();
        gate.countDown();
        closer.join();
        assertThat(tries).hasSize(10);
        assertThat(outcome.failed).isEmpty();
    }

    @Test
    @Tag("MAL-07")
    void closingGivesUpTheRestAfterTheDrain() {
        var queue = queue(QUICK.withWorkers(1).withDrain(Duration.ofMillis(50)), this::block);
        for (int i = 0; i < 10; i++) {
            queue.submit(mail("k" + i), LATER, outcome);
        }
        queue.close();
        // What a worker was busy with when it was interrupted, it tells itself.
        await().atMost(PATIENCE).until(() -> outcome.failed.size() >= 10);
        assertThat(outcome.failed).hasSize(10).doesNotHaveDuplicates();
        queue.submit(mail("after"), LATER, outcome);
        assertThat(outcome.dropped).extracting(MailMessage::idempotencyKey).containsExactly("after");
        queue.close();
        assertThat(outcome.failed).hasSize(10);
    }

    @Test
    void closingDoesNotWaitForRetriesAfterTheDrain() {
        Mailer down = failing(9, MailException.temporary("down", Duration.ofMinutes(9), null));
        var queue = queue(QUICK.withDrain(Duration.ofMinutes(5)), down);
        queue.submit(mail("k"), LATER, outcome);
        await().atMost(PATIENCE).until(() -> tries.size() == 1);
        assertTimeoutPreemptively(PATIENCE, queue::close, "closing waits for the whole drain");
        assertThat(outcome.failed).hasSize(1);
    }

    @Test
    @Tag("MAL-07")
    void aListenerThatThrowsHarmsNothing() {
        var hostile = new MailQueue.Outcome() {
            @Override
            public void sent(MailMessage message) {
                throw new IllegalStateException("listener");
            }

            @Override
            public void failed(MailMessage message, String why) {
                throw new IllegalStateException("listener");
            }

            @Override
            public void dropped(MailMessage message) {
                throw new IllegalStateException("listener");
            }
        };
        var queue = new MailQueue(failing(1, MailException.permanent("no", null)), QUICK.withWorkers(1), clock());
        queue.submit(mail("refused"), LATER, hostile);
        queue.submit(mail("fine"), LATER, hostile);
        queue.close();
        queue.submit(mail("dropped"), LATER, hostile);
        assertThat(tries).hasSize(2);
    }

    @Test
    void threadsStartWithTheFirstMailAreDaemonsAndEndOnClose() throws InterruptedException {
        Set<Thread> before = mailThreads();
        var queue = queue(QUICK.withWorkers(2), this::block);
        assertThat(newThreads(before)).isEmpty();
        queue.submit(mail("a"), LATER, outcome);
        queue.submit(mail("b"), LATER, outcome);
        queue.submit(mail("c"), LATER, outcome);
        Set<Thread> started = newThreads(before);
        assertThat(started)
                .hasSize(2)
                .allMatch(Thread::isDaemon)
                .allSatisfy(thread -> assertThat(thread.getName()).matches("keystile-mail-[12]"));
        gate.countDown();
        queue.close();
        for (Thread thread : started) {
            thread.join(PATIENCE.toMillis());
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private static Set<Thread> mailThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("keystile-mail-"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Thread> newThreads(Set<Thread> before) {
        return mailThreads().stream()
                .filter(thread -> !before.contains(thread))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void block(MailMessage message) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw MailException.temporary("interrupted", null, null);
        }
        tries.add(message);
    }

    private boolean isTaken(MailQueue queue, MailMessage mail) {
        int before = outcome.dropped.size();
        queue.submit(mail, LATER, outcome);
        return outcome.dropped.size() == before;
    }

    private Mailer failing(int times, RuntimeException failure) {
        return message -> {
            tries.add(message);
            if (tries.size() <= times) {
                throw failure;
            }
        };
    }

    private MailQueue queue(MailPolicy policy, Mailer mailer) {
        return new MailQueue(mailer, policy, clock());
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
