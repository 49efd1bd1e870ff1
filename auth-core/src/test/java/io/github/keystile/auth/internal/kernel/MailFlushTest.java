package io.github.keystile.auth.internal.kernel;

import static io.github.keystile.auth.internal.kernel.Outcomes.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.mail.Mailer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("MAL-10")
@Timeout(300)
class MailFlushTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(10));
    private static final MailPolicy QUICK = MailPolicy.ofDefaults()
            .withFirstRetry(Duration.ofMillis(1))
            .withLongestRetry(Duration.ofMillis(1))
            .withDrain(Duration.ofMillis(1));

    private final Outcomes outcome = new Outcomes();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void openGate() {
        gate.countDown();
    }

    @Test
    void withoutMailsItReturnsAtOnce() {
        try (var queue = queue(message -> {})) {
            assertThat(queue.flush(Duration.ZERO)).isTrue();
            queue.submitNothing();
            assertThat(queue.flush(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void waitsUntilAllAreSentAndTold() {
        var outcomes = new AtomicInteger();
        MailQueue.Outcome slow = new MailQueue.Outcome() {
            @Override
            public void sent(MailMessage message) {
                sleep(Duration.ofMillis(20));
                outcomes.incrementAndGet();
            }

            @Override
            public void failed(MailMessage message, String why) {
                outcomes.addAndGet(1000);
            }

            @Override
            public void dropped(MailMessage message) {
                outcomes.addAndGet(1000);
            }
        };
        try (var queue = queue(message -> sleep(Duration.ofMillis(5)))) {
            for (int i = 0; i < 20; i++) {
                queue.submit(mail("k" + i), LATER, slow);
            }
            assertThat(queue.flush(PATIENCE)).isTrue();
            assertThat(outcomes).hasValue(20);
        }
    }

    @Test
    void waitsForWhatIsTriedAgainAndForWhatIsGivenUp() {
        var tries = new AtomicInteger();
        Mailer moody = message -> {
            if (message.idempotencyKey().equals("bad")) {
                throw MailException.permanent("no such mailbox", null);
            }
            if (tries.incrementAndGet() < 4) {
                throw MailException.temporary("busy", null, null);
            }
        };
        try (var queue = queue(moody)) {
            queue.submit(mail("k"), LATER, outcome);
            queue.submit(mail("bad"), LATER, outcome);
            assertThat(queue.flush(PATIENCE)).isTrue();
            assertThat(outcome.sent).hasSize(1);
            assertThat(outcome.failed).hasSize(1);
        }
    }

    @Test
    void aMailerThatHangsHoldsItNoLongerThanTheTimeout() {
        try (var queue = queue(this::block)) {
            queue.submit(mail("k"), LATER, outcome);
            assertThat(queue.flush(Duration.ZERO)).isFalse();
            long start = System.nanoTime();
            assertThat(queue.flush(MOMENT)).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(MOMENT, PATIENCE);
            gate.countDown();
            assertThat(queue.flush(PATIENCE)).isTrue();
            assertThat(outcome.sent).hasSize(1);
        }
    }

    @Test
    void doesNotWaitForWhatIsSubmittedLater() {
        var first = new CountDownLatch(1);
        Mailer slow = message -> {
            if (message.idempotencyKey().equals("first")) {
                pass(first);
            } else {
                block(message);
            }
        };
        try (var queue = queue(slow)) {
            queue.submit(mail("first"), LATER, outcome);
            var flushed = new CompletableFuture<Boolean>();
            var flusher = new Thread(() -> flushed.complete(queue.flush(PATIENCE)));
            flusher.start();
            await().atMost(PATIENCE).until(() -> flusher.getState() == Thread.State.TIMED_WAITING);
            queue.submit(mail("second"), LATER, outcome);
            first.countDown();
            assertThat(flushed.join()).isTrue();
            assertThat(outcome.sent).containsExactly(mail("first"));
        }
    }

    @Test
    void anInterruptEndsItAndStays() {
        try (var queue = queue(this::block)) {
            queue.submit(mail("k"), LATER, outcome);
            Thread.currentThread().interrupt();
            assertThat(queue.flush(PATIENCE)).isFalse();
            assertThat(Thread.interrupted()).isTrue();
            gate.countDown();
            assertThat(queue.flush(PATIENCE)).isTrue();
            assertThat(outcome.sent).hasSize(1);
        }
    }

    @Test
    void afterClosingNothingIsLeft() {
        Mailer down = message -> {
            throw MailException.temporary("down", Duration.ofMinutes(5), null);
        };
        var queue = queue(down);
        queue.submit(mail("k"), LATER, outcome);
        assertThat(queue.flush(MOMENT)).isFalse();
        queue.close();
        assertThat(queue.flush(Duration.ZERO)).isTrue();
        assertThat(outcome.failed).hasSize(1);
    }

    private void block(MailMessage message) {
        pass(gate);
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw MailException.temporary("interrupted", null, null);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw MailException.temporary("interrupted", null, null);
        }
    }

    private static MailQueue queue(Mailer mailer) {
        return new MailQueue(mailer, QUICK, Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
