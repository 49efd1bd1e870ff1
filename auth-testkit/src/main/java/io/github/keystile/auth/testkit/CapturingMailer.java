package io.github.keystile.auth.testkit;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.user.EmailAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps mails instead of sending them, and reads codes and links out of them as a person would.
 *
 * <pre>{@code
 * CapturingMailer mailer = new CapturingMailer();
 * // ... start a signup for anna@example.com
 * String code = mailer.lastCode("anna@example.com");
 * }</pre>
 *
 * <p>The service mails in the background: what asks for a mail waits until it is there, 30 seconds unless said
 * otherwise, and then fails with an {@link AssertionError} that says what did arrive. Addresses are compared by key,
 * without regard to case.
 *
 * <p>Safe for use by many threads.
 */
public final class CapturingMailer implements Mailer {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long ONE_MILLISECOND = 1_000_000;
    private static final Pattern CODE = Pattern.compile("(?m)^[ \\t]*([0-9]{4,12})[ \\t]*\\r?$");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

    private final List<MailMessage> messages = new ArrayList<>();
    private final Deque<MailException> failures = new ArrayDeque<>();
    private final Duration patience;
    private volatile Consumer<Duration> sender = unused -> {};

    /** Waits up to 30 seconds for a mail. */
    public CapturingMailer() {
        this(PATIENCE);
    }

    /**
     * Waits as long as given for a mail.
     *
     * @param patience how long; zero for mails that are sent inside the call
     */
    public CapturingMailer(Duration patience) {
        this.patience = patience;
    }

    /**
     * Has everything that waits for a mail wait first until the service has sent what it was asked for, so that the newest
     * mail is that of the call before and never an older one. {@link TestAuth} does so by itself.
     *
     * @param service what mails by this mailer
     */
    public void sentBy(AuthService service) {
        sender = service::flush;
    }

    /**
     * Keeps the mail, or fails as it was told to by {@link #failNext}.
     *
     * @throws MailException the next of the failures that were asked for
     */
    @Override
    public synchronized void send(MailMessage message) {
        MailException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        messages.add(message);
        notifyAll();
    }

    /**
     * Lets one call of {@link #send} fail; called twice, two of them.
     *
     * @param failure what it throws
     */
    public synchronized void failNext(MailException failure) {
        failures.add(failure);
    }

    /**
     * What has arrived so far.
     *
     * @return the mails, the oldest first; a copy
     */
    public synchronized List<MailMessage> messages() {
        return List.copyOf(messages);
    }

    /** Forgets what has arrived so far. */
    public synchronized void clear() {
        messages.clear();
    }

    /**
     * Waits for a mail with a code and reads the code: the line of the text part that holds nothing but digits.
     *
     * @param address to whom
     * @return the code in the newest mail to this address that has one
     * @throws AssertionError if none arrives in time
     */
    public String lastCode(String address) {
        return lastMatch(address, CODE, 1, "a line of nothing but digits");
    }

    /**
     * Waits for a mail with a link and reads the link in its text part.
     *
     * @param address to whom
     * @return the first link of the newest mail to this address that has one
     * @throws AssertionError if none arrives in time
     */
    public String lastLink(String address) {
        return lastMatch(address, LINK, 0, "a link");
    }

    /**
     * Waits for a mail.
     *
     * @param address to whom
     * @param purpose which mail
     * @return the newest one to this address with this purpose
     * @throws AssertionError if none arrives in time
     */
    public MailMessage await(String address, MailPurpose purpose) {
        return awaitValue(
                () -> newest(address, message -> message.purpose().equals(purpose)),
                purpose + " for " + masked(address));
    }

    /**
     * Waits until a number of mails has arrived, whoever they are for.
     *
     * @param count how many
     * @return all mails, the oldest first; maybe more than {@code count}
     * @throws AssertionError if fewer arrive in time
     */
    public List<MailMessage> awaitCount(int count) {
        return awaitValue(
                () -> messages.size() >= count ? Optional.of(List.copyOf(messages)) : Optional.empty(),
                count + " mails");
    }

    private String lastMatch(String address, Pattern pattern, int group, String what) {
        return awaitValue(
                () -> newest(address, message -> find(message, pattern).isPresent())
                        .flatMap(message -> find(message, pattern))
                        .map(match -> match.group(group)),
                "a mail with " + what + " for " + masked(address));
    }

    private static Optional<Matcher> find(MailMessage message, Pattern pattern) {
        return Optional.of(pattern.matcher(message.text().text())).filter(Matcher::find);
    }

    private Optional<MailMessage> newest(String address, Predicate<MailMessage> condition) {
        EmailAddress wanted = EmailAddress.of(address);
        List<MailMessage> newestFirst = new ArrayList<>(messages);
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .filter(message -> message.to().equals(wanted))
                .filter(condition)
                .findFirst();
    }

    private <T> T awaitValue(Supplier<Optional<T>> value, String what) {
        // Not with the lock that send() needs.
        sender.accept(patience);
        return awaitArrival(value, what);
    }

    private synchronized <T> T awaitArrival(Supplier<Optional<T>> value, String what) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            Optional<T> found = value.get();
            while (found.isEmpty()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("Waited " + patience + " for " + what + "; arrived: " + messages);
                }
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, ONE_MILLISECOND));
                found = value.get();
            }
            return found.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + what, e);
        }
    }

    private static String masked(String address) {
        return EmailAddress.of(address).masked();
    }
}
