package io.github.keystile.examples.storefront;

import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.Mailer;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** Keeps the newest mails instead of sending them. Whoever reads them takes over the accounts: loopback only. */
@Singleton
final class Inbox implements Mailer {
    private static final int CAPACITY = 50;

    private final Deque<String> newestFirst = new ArrayDeque<>();

    @Override
    public synchronized void send(MailMessage message) {
        newestFirst.addFirst("To: " + message.to().address() + "\nSubject: "
                + message.text().subject() + "\n\n" + message.text().text());
        if (newestFirst.size() > CAPACITY) {
            newestFirst.removeLast();
        }
    }

    synchronized String page() {
        return newestFirst.isEmpty()
                ? "No mail yet.\n"
                : newestFirst.stream().collect(Collectors.joining("\n----------\n\n"));
    }
}
