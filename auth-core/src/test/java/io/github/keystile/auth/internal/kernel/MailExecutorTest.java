package io.github.keystile.auth.internal.kernel;

import static io.github.keystile.auth.internal.kernel.Outcomes.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.mail.Mailer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mails on threads of the application. */
@Tag("MAL-10")
@Timeout(300)
class MailExecutorTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(10));
    private static final MailPolicy QUICK = MailPolicy.ofDefaults()
            .withCapacity(1)
            .withFirstRetry(Duration.ofMillis(1))
            .withLongestRetry(Duration.ofMillis(1))
            .withDrain(Duration.ofMillis(50));

    private final Outcomes outcome = new Outcomes();
    private final List<String> threads = new CopyOnWriteArrayList<>();
    private final Mailer mailer = message -> threads.add(Thread.currentThread().getName());

    /** Throws what a full or closed executor throws, or something else. */
    private static Executor rejecting(RuntimeException rejected) {
        return task -> {
            throw rejected;
        };
    }

    @Test
    void itsThreadsSendAndNoneOfKeystiles() {
        ExecutorService theirs = Executors.newSingleThreadExecutor(task -> new Thread(task, "theirs"));
        try {
            try (var queue = queue(theirs, mailer)) {
                queue.submit(mail("k"), LATER, outcome);
                assertThat(queue.flush(PATIENCE)).isTrue();
                assertThat(threads).containsExactly("theirs");
            }
            assertThat(theirs.isShutdown()).isFalse();
        } finally {
            theirs.shutdownNow();
        }
    }

    @Test
    void whatItRejectsIsDroppedAndHoldsNoPlace() {
        for (RuntimeException rejected :
                List.of(new RejectedExecutionException("full"), new IllegalStateException("of a framework"))) {
            try (var queue = queue(rejecting(rejected), mailer)) {
                queue.submit(mail("a"), LATER, outcome);
                queue.submit(mail("b"), LATER, outcome);
                queue.submitNothing();
                assertThat(queue.flush(Duration.ZERO)).isTrue();
            }
        }
        assertThat(outcome.dropped).hasSize(4);
        assertThat(outcome.failed).isEmpty();
        assertThat(threads).isEmpty();
    }

    @Test
    @Tag("LGN-01")
    void nothingIsSentOnTheCallersThread() {
        try (var queue = queue(Runnable::run, mailer)) {
            queue.submit(mail("a"), LATER, outcome);
            queue.submit(mail("b"), LATER, outcome);
        }
        assertThat(threads).isEmpty();
        assertThat(outcome.dropped).hasSize(2);
    }

    @Test
    void theThreadThatAskedMaySendItLater() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        try (var queue = queue(tasks::add, mailer)) {
            queue.submit(mail("k"), LATER, outcome);
            assertThat(threads).isEmpty();
            tasks.remove().run();
        }
        assertThat(outcome.sent).hasSize(1);
        assertThat(threads).containsExactly(Thread.currentThread().getName());
    }

    @Test
    @Tag("LGN-01")
    void nobodyCostsItAsMuchAsSomebody() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        try (var queue = queue(tasks::add, mailer)) {
            queue.submit(mail("k"), LATER, outcome);
            assertThat(tasks).hasSize(1);
            queue.submitNothing();
            assertThat(tasks).hasSize(2);
            tasks.forEach(Runnable::run);
        }
    }

    @Test
    void whatIsTriedAgainGoesThroughItToo() {
        Mailer moody = message -> {
            mailer.send(message);
            if (threads.size() < 3) {
                throw MailException.temporary("busy", null, null);
            }
        };
        ExecutorService theirs = Executors.newSingleThreadExecutor(task -> new Thread(task, "theirs"));
        try (var queue = queue(theirs, moody)) {
            queue.submit(mail("k"), LATER, outcome);
            assertThat(queue.flush(PATIENCE)).isTrue();
            assertThat(threads).containsExactly("theirs", "theirs", "theirs");
            assertThat(outcome.sent).hasSize(1);
        } finally {
            theirs.shutdownNow();
        }
    }

    @Test
    @Tag("MAL-07")
    void whatItDoesNotTakeAgainIsGivenUp() {
        for (Executor later : List.of(rejecting(new RejectedExecutionException("full")), (Executor) Runnable::run)) {
            var first = new ArrayDeque<Runnable>();
            Executor once = task -> {
                if (first.isEmpty()) {
                    first.add(task);
                } else {
                    later.execute(task);
                }
            };
            Mailer down = message -> {
                throw MailException.temporary("down", null, null);
            };
            try (var queue = queue(once, down)) {
                queue.submit(mail("k"), LATER, outcome);
                first.element().run();
                assertThat(queue.flush(PATIENCE)).isTrue();
            }
        }
        assertThat(outcome.failed).hasSize(2);
        assertThat(outcome.sent).isEmpty();
    }

    @Test
    @Tag("MAL-07")
    void closingGivesUpWhatItNeverRan() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        var queue = queue(tasks::add, mailer);
        queue.submit(mail("k"), LATER, outcome);
        queue.close();
        await().atMost(PATIENCE).until(() -> outcome.failed.size() == 1);
        tasks.forEach(Runnable::run);
        assertThat(threads).isEmpty();
        assertThat(outcome.failed).hasSize(1);
    }

    private static MailQueue queue(Executor executor, Mailer mailer) {
        return new MailQueue(mailer, QUICK.withExecutor(executor), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
