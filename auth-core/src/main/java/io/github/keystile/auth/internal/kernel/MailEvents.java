package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailMessage;

/** Tells the listeners what became of a mail, long after the call that it was written in. */
record MailEvents(Events events, Call call) implements MailQueue.Outcome {
    /** The application's texts failed. */
    static final String TEXTS = "texts";

    @Override
    public void sent(MailMessage message) {
        events.tell(AuthEventType.MAIL_SENT, call, message.purpose().name(), null);
    }

    @Override
    public void failed(MailMessage message, String why) {
        events.tell(AuthEventType.MAIL_FAILED, call, message.purpose().name(), why);
    }

    @Override
    public void dropped(MailMessage message) {
        events.tell(AuthEventType.MAIL_DROPPED, call, message.purpose().name(), null);
    }
}
