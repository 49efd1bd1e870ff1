package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.Mailer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Keeps the newest mails instead of sending them. Whoever reads them takes over the accounts: loopback only. */
@Component
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
