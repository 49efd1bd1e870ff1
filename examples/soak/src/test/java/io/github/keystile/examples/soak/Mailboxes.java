package io.github.keystile.examples.soak;

import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.testkit.CapturingMailer;
import io.github.keystile.auth.user.EmailAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the mails of those who wait for one, and drops all others: an hour of mails must not fill the heap. */
final class Mailboxes implements Mailer {
    private final Map<EmailAddress, CapturingMailer> open = new ConcurrentHashMap<>();

    CapturingMailer open(String address) {
        CapturingMailer box = new CapturingMailer();
        open.put(EmailAddress.of(address), box);
        return box;
    }

    void close(String address) {
        open.remove(EmailAddress.of(address));
    }

    @Override
    public void send(MailMessage message) {
        CapturingMailer box = open.get(message.to());
        if (box != null) {
            box.send(message);
        }
    }
}
