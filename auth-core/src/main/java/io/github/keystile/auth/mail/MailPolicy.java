package io.github.keystile.auth.mail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How mails wait, are retried and are given up. Immutable; each {@code with…} gives another policy, and refuses what is
 * out of its range with an {@link IllegalArgumentException} that names the cure.
 */
public final class MailPolicy {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);

    private final Parts parts;

    private MailPolicy(Parts parts) {
        this.parts = parts;
    }

    /** 1000 mails, 2 workers, retries after 1 to 60 seconds, 10 seconds to drain, none sent inside the call, threads of its own. */
    public static MailPolicy ofDefaults() {
        return new MailPolicy(new Parts());
    }

    /**
     * How many mails may be unfinished at once, those that wait for another try included; 1 to 100,000. Beyond it mails
     * are dropped, so that a server that is down costs no more memory than that.
     */
    public int capacity() {
        return parts.capacity;
    }

    /** This policy with another {@link #capacity}. */
    public MailPolicy withCapacity(int value) {
        return with(to -> to.capacity = inRange("capacity", value, 100_000));
    }

    /**
     * How many mails are sent at the same time, 1 to 32: each is a thread, and a connection to the mail server. Where there
     * is an {@link #executor}, that is its business.
     */
    public int workers() {
        return parts.workers;
    }

    /** This policy with other {@link #workers}. */
    public MailPolicy withWorkers(int value) {
        return with(to -> to.workers = inRange("workers", value, 32));
    }

    /**
     * The wait after the first temporary failure, doubled after each further one; 1 millisecond to 1 hour, and at most
     * {@link #longestRetry}. A random part of up to a half is taken off, so that retries do not come in herds.
     */
    public Duration firstRetry() {
        return parts.firstRetry;
    }

    /** This policy with another {@link #firstRetry}. */
    public MailPolicy withFirstRetry(Duration value) {
        return with(to -> to.firstRetry = inRange("firstRetry", value, MILLISECOND, LONGEST_RETRY));
    }

    /**
     * The longest wait between two tries, 1 millisecond to 1 hour: a code is of use for minutes only. A server may ask
     * for more.
     */
    public Duration longestRetry() {
        return parts.longestRetry;
    }

    /** This policy with another {@link #longestRetry}. */
    public MailPolicy withLongestRetry(Duration value) {
        return with(to -> to.longestRetry = inRange("longestRetry", value, MILLISECOND, LONGEST_RETRY));
    }

    /**
     * How long closing waits for unfinished mails, 0 to 5 minutes: less than the time after which whoever stops the
     * process kills it.
     */
    public Duration drain() {
        return parts.drain;
    }

    /** This policy with another {@link #drain}. */
    public MailPolicy withDrain(Duration value) {
        return with(to -> to.drain = inRange("drain", value, Duration.ZERO, Duration.ofMinutes(5)));
    }

    /**
     * Whether mails are sent inside the call, which then fails with {@code MAIL_NOT_SENT} if they cannot be sent. How
     * long a call takes then tells who has an account: allowed under explicit disclosure only.
     */
    public boolean sendInCall() {
        return parts.sendInCall;
    }

    /** This policy with another {@link #sendInCall}. */
    public MailPolicy withSendInCall(boolean value) {
        return with(to -> to.sendInCall = value);
    }

    /** The application's threads that send mails, or null, the default, for {@link #workers} of Keystile's own. */
    public @Nullable Executor executor() {
        return parts.executor;
    }

    /**
     * This policy with another {@link #executor}: for platforms that own all threads, or want to know of work that goes on.
     * It stays the application's: closing the service does not shut it down.
     *
     * <p>It must hand over quickly to threads of its own, and never run anything on the calling one, also when it is full:
     * how long a call takes would tell who has an account. {@code build()} refuses one that does so at once; what it runs on
     * the calling thread later, or rejects, is not sent, with the event {@code MAIL_DROPPED}, or {@code MAIL_FAILED} if it
     * was tried before. One that is full must throw: what it drops without a word holds a place in the queue for good.
     */
    public MailPolicy withExecutor(@Nullable Executor value) {
        return with(to -> to.executor = value);
    }

    /**
     * Checks the waits that bound one another, and that the executor takes work and has threads of its own, as the builder
     * of the service does when it builds: until then they may be set in any order.
     *
     * @throws IllegalArgumentException if {@link #firstRetry} is longer than {@link #longestRetry}, or if {@link #executor}
     *     rejects something to do or does it on the calling thread
     */
    public void check() {
        if (parts.executor != null) {
            check(parts.executor);
        }
        if (parts.firstRetry.compareTo(parts.longestRetry) > 0) {
            throw new IllegalArgumentException(
                    "Set firstRetry to at most longestRetry, which is " + parts.longestRetry);
        }
    }

    private static void check(Executor executor) {
        Thread caller = Thread.currentThread();
        AtomicBoolean returned = new AtomicBoolean();
        AtomicBoolean onCaller = new AtomicBoolean();
        try {
            executor.execute(() -> onCaller.set(!returned.get() && caller.equals(Thread.currentThread())));
        } catch (RuntimeException rejected) {
            throw new IllegalArgumentException(
                    "Hand in an executor of mails that takes work: it has rejected it", rejected);
        }
        returned.set(true);
        if (onCaller.get()) {
            throw new IllegalArgumentException(
                    "Hand in an executor of mails that has threads of its own: on the calling"
                            + " thread the time of a call tells who has an account");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MailPolicy policy && parts.all().equals(policy.parts.all());
    }

    @Override
    public int hashCode() {
        return parts.all().hashCode();
    }

    @Override
    public String toString() {
        return "MailPolicy[capacity=" + parts.capacity + ", workers=" + parts.workers + ", firstRetry="
                + parts.firstRetry + ", longestRetry=" + parts.longestRetry + ", drain=" + parts.drain
                + ", sendInCall=" + parts.sendInCall + ", executor="
                + (parts.executor == null ? "none" : "the application's") + "]";
    }

    private MailPolicy with(Consumer<Parts> change) {
        Parts copy = new Parts(parts);
        change.accept(copy);
        return new MailPolicy(copy);
    }

    private static int inRange(String field, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException("Set " + field + " between 1 and " + max);
        }
        return value;
    }

    private static Duration inRange(String field, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("Set " + field + " between " + min + " and " + max);
        }
        return value;
    }

    /** The defaults, until they are changed; never changed once a policy holds them. */
    private static final class Parts {
        private int capacity = 1000;
        private int workers = 2;
        private Duration firstRetry = Duration.ofSeconds(1);
        private Duration longestRetry = Duration.ofSeconds(60);
        private Duration drain = Duration.ofSeconds(10);
        private boolean sendInCall;
        private @Nullable Executor executor;

        Parts() {}

        Parts(Parts from) {
            capacity = from.capacity;
            workers = from.workers;
            firstRetry = from.firstRetry;
            longestRetry = from.longestRetry;
            drain = from.drain;
            sendInCall = from.sendInCall;
            executor = from.executor;
        }

        List<Object> all() {
            return List.of(
                    capacity, workers, firstRetry, longestRetry, drain, sendInCall, Optional.ofNullable(executor));
        }
    }
}
