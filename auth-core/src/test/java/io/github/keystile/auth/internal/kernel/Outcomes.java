package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.MailText;
import io.github.keystile.auth.user.EmailAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What became of mails. */
final class Outcomes implements MailQueue.Outcome {
    final List<MailMessage> sent = new CopyOnWriteArrayList<>();
    final List<MailMessage> failed = new CopyOnWriteArrayList<>();
    final List<MailMessage> dropped = new CopyOnWriteArrayList<>();

    static MailMessage mail(String key) {
        return new MailMessage(
                EmailAddress.of("a@example.com"), MailPurpose.SIGNUP_CODE, new MailText("s", "t", "h"), key);
    }

    @Override
    public void sent(MailMessage message) {
        sent.add(message);
    }

    @Override
    public void failed(MailMessage message, String why) {
        failed.add(message);
    }

    @Override
    public void dropped(MailMessage message) {
        dropped.add(message);
    }
}
