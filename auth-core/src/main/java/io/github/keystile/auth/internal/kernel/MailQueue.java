package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.mail.Mailer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mails in the background, so that neither the mail server's pace nor its failures show in what a caller
 * gets. Safe for use by many threads.
 *
 * <p>Every submitted mail ends in exactly one of {@link Outcome#sent}, {@link Outcome#failed} and {@link
 * Outcome#dropped}. A
 * mail that waits for another try holds its place but no worker, so that one bad address does not stall the others.
 *
 * <p>No thread runs before the first mail; all are daemons. Where the application hands in an executor, the only thread is
 * one that hands it what is to be tried again.
 */
public final class MailQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailQueue.class);

    /** A server may ask for any wait; more than this is beyond the life of every mail. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final int MOST_NOTHINGS = 100;

    private static final Duration LONGEST_WISH = Duration.ofDays(30);

    private final Mailer mailer;
    private final MailPolicy policy;
    private final Clock clock;
    private final Random random = new Random();
    private final Semaphore room;
    private final Semaphore nothings = new Semaphore(MOST_NOTHINGS);
    private final Set<QueuedMail> unfinished = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor workers;
    private final Executor executor;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long drainEnd;

    /** Told how a mail ends. Called on the queue's threads, or on the submitter's. */
    public interface Outcome {
        /** The mail was handed over. */
        void sent(MailMessage message);

        /**
         * The mail was given up: it cannot be sent, its time is over, or the queue was closed.
         *
         * @param why a harmless text of one line
         */
        void failed(MailMessage message, String why);

        /** The mail never got into the queue, because it was full or closed. */
        void dropped(MailMessage message);
    }

    public MailQueue(Mailer mailer, MailPolicy policy, Clock clock) {
        this.mailer = Objects.requireNonNull(mailer, "mailer");
        this.policy = policy;
        this.clock = Objects.requireNonNull(clock, "clock");
        this.room = new Semaphore(policy.capacity());
        Executor given = policy.executor();
        this.workers =
                workers(given == null ? policy.workers() : 1, mailer.getClass().getClassLoader());
        this.executor = given == null ? workers : given;
    }

    /**
     * Queues a mail. Never blocks and never throws.
     *
     * @param message the mail; every try hands over this very object, so its idempotency key stays
     * @param goodUntil when its code or link expires; it is not tried from then on
     * @param outcome told how it ends
     */
    public void submit(MailMessage message, Instant goodUntil, Outcome outcome) {
        if (closed.get() || !room.tryAcquire()) {
            LOG.warn("A {} mail was dropped: the queue is {}", message.purpose(), closed.get() ? "closed" : "full");
            tell(() -> outcome.dropped(message));
            return;
        }
        var mail = new QueuedMail(message, goodUntil, outcome);
        unfinished.add(mail);
        if (!isTaken(() -> attempt(mail)) && mail.claim()) {
            LOG.warn("A {} mail was dropped: no thread took it", message.purpose());
            tell(() -> outcome.dropped(message));
            end(mail);
        }
    }

    /**
     * To be asked before anything is done that ends in a mail: a closed queue would drop it.
     *
     * @throws IllegalStateException once the queue is closed
     */
    public void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException(
                    "This AuthService is closed and mails no more: close it after the last call");
        }
    }

    /**
     * Costs the caller as much as {@link #submit}: a worker wakes up and finds nothing to do. Where many such wait
     * already, because the mail server is slow, none is added.
     */
    public void submitNothing() {
        if (closed.get() || !nothings.tryAcquire()) {
            return;
        }
        if (!isTaken(nothings::release)) {
            nothings.release();
        }
    }

    /**
     * Whether a thread takes the work that is not the caller's: neither the mail server's pace nor what it says may show
     * there. An executor that is full may throw, or run it on the spot.
     */
    private boolean isTaken(Runnable work) {
        var handed = new HandedWork(work);
        try {
            executor.execute(handed);
        } catch (Throwable rejected) {
            // Errors too, such as that there are no more threads.
            return false;
        }
        return handed.leave();
    }

    /**
     * Waits until every mail that was submitted before has ended in its outcome.
     *
     * @return whether they have; false too when interrupted, which stays set
     */
    public boolean flush(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (QueuedMail mail : List.copyOf(unfinished)) {
                if (!mail.ended.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Takes no more mails, waits up to {@link MailPolicy#drain()} for those that are unfinished, and gives up the
     * rest. Returns at once when called again.
     */
    @Override
    public void close() {
        if (closed.get()) {
            return;
        }
        drainEnd = System.nanoTime() + policy.drain().toNanos();
        if (closed.getAndSet(true)) {
            return;
        }
        unfinished.stream().filter(this::isDueAfterDrain).forEach(mail -> giveUp(mail, "closing"));
        boolean drained = awaitUnfinished(policy.drain());
        LOG.debug("The mail queue was {}", drained ? "drained" : "closed before it was empty");
        workers.shutdownNow();
        if (!drained) {
            unfinished.forEach(mail -> giveUp(mail, "closed"));
            // A worker that was interrupted may be telling the outcome of its mail right now.
            awaitUnfinished(LAST_WORDS);
        }
    }

    /** Every unfinished mail holds one permit until its outcome is told: having them all means that there is none. */
    private boolean awaitUnfinished(Duration patience) {
        try {
            return room.tryAcquire(policy.capacity(), patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void attempt(QueuedMail mail) {
        if (mail.claimed.get()) {
            return;
        }
        if (!clock.instant().isBefore(mail.goodUntil)) {
            giveUp(mail, "expired");
            return;
        }
        mail.tries.incrementAndGet();
        try {
            mailer.send(mail.message);
            if (mail.claim()) {
                tell(() -> mail.outcome.sent(mail.message));
                end(mail);
            }
        } catch (Throwable failure) {
            // Whatever a mailer throws: a mail that is forgotten here would hold its place for ever.
            handle(mail, failure);
        }
    }

    private void handle(QueuedMail mail, Throwable failure) {
        if (failure instanceof Error || (failure instanceof MailException refused && !refused.temporary())) {
            giveUp(mail, reason(failure));
            return;
        }
        Duration wait = waitAfter(mail, failure);
        mail.due = System.nanoTime() + wait.toNanos();
        if (!clock.instant().plus(wait).isBefore(mail.goodUntil) || (closed.get() && isDueAfterDrain(mail))) {
            giveUp(mail, reason(failure));
            return;
        }
        LOG.debug("A {} mail is tried again in {}: {}", mail.message.purpose(), wait, reason(failure));
        try {
            var unused = workers.schedule(() -> tryAgain(mail), wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closedMeanwhile) {
            giveUp(mail, "closed");
        }
    }

    private void tryAgain(QueuedMail mail) {
        if (policy.executor() == null) {
            attempt(mail);
        } else if (!isTaken(() -> attempt(mail))) {
            giveUp(mail, "no thread took it");
        }
    }

    private Duration waitAfter(QueuedMail mail, Throwable failure) {
        Duration wait = policy.firstRetry();
        for (int i = 1; i < mail.tries.get() && wait.compareTo(policy.longestRetry()) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        long most = min(wait, policy.longestRetry()).toNanos();
        Duration ours = Duration.ofNanos(most - (long) (random.nextDouble() * most / 2));
        Duration wished = failure instanceof MailException refused
                ? min(refused.retryAfter().orElse(Duration.ZERO), LONGEST_WISH)
                : Duration.ZERO;
        return ours.compareTo(wished) < 0 ? wished : ours;
    }

    private boolean isDueAfterDrain(QueuedMail mail) {
        return mail.due - drainEnd > 0;
    }

    private void giveUp(QueuedMail mail, String reason) {
        if (mail.claim()) {
            LOG.warn("A {} mail was given up after {} tries: {}", mail.message.purpose(), mail.tries.get(), reason);
            tell(() -> mail.outcome.failed(mail.message, reason));
            end(mail);
        }
    }

    private void end(QueuedMail mail) {
        unfinished.remove(mail);
        mail.ended.countDown();
        room.release();
    }

    private static void tell(Runnable outcome) {
        try {
            outcome.run();
        } catch (Throwable e) {
            LOG.warn("The outcome of a mail could not be told: {}", e.getClass().getName());
        }
    }

    /** MailException promises a harmless message; others may quote addresses or the mail. */
    private static String reason(Throwable failure) {
        return failure instanceof MailException
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getName();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /**
     * Threads that inherit nothing from the request that happens to start them; mail libraries look up their parts
     * by context class loader.
     */
    private static ScheduledThreadPoolExecutor workers(int count, @Nullable ClassLoader loader) {
        var number = new AtomicInteger();
        return new ScheduledThreadPoolExecutor(count, task -> {
            var thread = new Thread(null, task, "keystile-mail-" + number.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
    }

    /** A mail on its way, equal to no other. */
    private static final class QueuedMail {
        private final MailMessage message;
        private final Instant goodUntil;
        private final Outcome outcome;
        private final AtomicInteger tries = new AtomicInteger();
        private final AtomicBoolean claimed = new AtomicBoolean();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile long due = System.nanoTime();

        private QueuedMail(MailMessage message, Instant goodUntil, Outcome outcome) {
            this.message = message;
            this.goodUntil = goodUntil;
            this.outcome = outcome;
        }

        /** Exactly one caller gets true, and with it the duty to tell the outcome and then to {@link MailQueue#end} it. */
        private boolean claim() {
            return !claimed.getAndSet(true);
        }
    }

    /** Does nothing on the thread that hands it over, until that is past. */
    private static final class HandedWork implements Runnable {
        private final Runnable work;
        private volatile @Nullable Thread giver = Thread.currentThread();
        private boolean returned;

        private HandedWork(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            if (Thread.currentThread().equals(giver)) {
                returned = true;
            } else {
                work.run();
            }
        }

        /** Whether somebody else has it, or will. */
        private boolean leave() {
            giver = null;
            return !returned;
        }
    }
}
