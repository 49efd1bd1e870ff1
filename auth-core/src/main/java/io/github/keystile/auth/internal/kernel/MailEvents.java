package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailMessage;

/** Tells the listeners what became of mails that nobody waits for. */
public record MailEvents(Events events) implements MailQueue.Outcome {
    @Override
    public void failed(MailMessage message) {
        tell(AuthEventType.MAIL_FAILED, message);
    }

    @Override
    public void dropped(MailMessage message) {
        tell(AuthEventType.MAIL_DROPPED, message);
    }

    private void tell(AuthEventType type, MailMessage message) {
        events.aboutAddress(
                type, message.to(), Caller.unknown(), message.purpose().name());
    }
}
