package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.Mailer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the newest mails instead of sending them. Whoever reads them takes over the accounts: loopback only. */
final class Inbox implements Mailer {
    private static final int CAPACITY = 50;

    private final Clock clock;
    private final Deque<Mail> newestFirst = new ArrayDeque<>();

    Inbox(Clock clock) {
        this.clock = clock;
    }

    /** A mail that landed here. */
    record Mail(String to, String subject, String text, Instant at) {}

    @Override
    public synchronized void send(MailMessage message) {
        newestFirst.addFirst(new Mail(
                message.to().address(), message.text().subject(), message.text().text(), clock.instant()));
        if (newestFirst.size() > CAPACITY) {
            newestFirst.removeLast();
        }
    }

    synchronized List<Mail> mails() {
        return List.copyOf(newestFirst);
    }
}
