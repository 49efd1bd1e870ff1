package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailFacts;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.MailTexts;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.user.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes mails and gives them to the queue, or, where the application asked for it, straight to the mailer. */
public final class Mails {
    private static final Logger log = LoggerFactory.getLogger(AuthService.class);
    private static final Duration NOTICE_LIFETIME = Duration.ofHours(1);

    private final MailTexts texts;
    private final String appName;
    private final MailQueue queue;
    private final @Nullable Mailer inCall;
    private final Events events;

    public Mails(MailTexts texts, String appName, MailQueue queue, @Nullable Mailer inCall, Events events) {
        this.texts = texts;
        this.appName = appName;
        this.queue = queue;
        this.inCall = inCall;
        this.events = events;
    }

    /** To be asked before anything is done that ends in a mail; throws once the service is closed. */
    public void checkOpen() {
        queue.checkOpen();
    }

    /** A mail that carries a code or a link, and is worth nothing once that has expired. */
    public void proof(MailPurpose purpose, EmailAddress to, MailFacts facts, Envelope envelope) {
        send(purpose, to, facts, envelope, envelope.now().plus(facts.lifetime()));
    }

    public void notice(MailPurpose purpose, EmailAddress to, Envelope envelope) {
        MailFacts facts = facts(null, null, Duration.ZERO);
        send(purpose, to, facts, envelope, envelope.now().plus(NOTICE_LIFETIME));
    }

    /** Costs the caller as much as a mail to somebody, so that the clock does not tell that there is nobody. */
    public void toNobody(MailPurpose purpose, MailFacts facts, Envelope envelope) {
        if (inCall != null) {
            return;
        }
        try {
            texts.write(purpose, facts, envelope.call().language());
        } catch (Throwable e) {
            log.error("The mail texts failed on {}: {}", purpose, e.getClass().getName());
            events.tell(AuthEventType.MAIL_FAILED, envelope.call(), purpose.name(), MailEvents.TEXTS);
            return;
        }
        queue.submitNothing();
    }

    public MailFacts facts(@Nullable String code, @Nullable String link, Duration lifetime) {
        return new MailFacts(appName, code, link, lifetime);
    }

    /** Texts are written on the caller's clock, so it is done for every mail alike and must be quick. */
    private void send(MailPurpose purpose, EmailAddress to, MailFacts facts, Envelope envelope, Instant goodUntil) {
        MailMessage message;
        try {
            message = new MailMessage(
                    to, purpose, texts.write(purpose, facts, envelope.call().language()), envelope.key());
        } catch (Throwable e) {
            // Not its message: what fails to fill in a template tends to quote what it was given.
            log.error("The mail texts failed on {}: {}", purpose, e.getClass().getName());
            events.tell(AuthEventType.MAIL_FAILED, envelope.call(), purpose.name(), MailEvents.TEXTS);
            return;
        }
        if (inCall == null) {
            queue.submit(message, goodUntil, new MailEvents(events, envelope.call()));
        } else {
            sendNow(inCall, message, new MailEvents(events, envelope.call()));
        }
    }

    private static void sendNow(Mailer mailer, MailMessage message, MailEvents outcome) {
        try {
            mailer.send(message);
            outcome.sent(message);
        } catch (Throwable e) {
            // MailException promises a harmless message; its cause and others may quote addresses or the mail.
            String reason = e instanceof MailException
                    ? String.valueOf(e.getMessage())
                    : e.getClass().getName();
            log.warn("A {} mail was not sent: {}", message.purpose(), reason);
            outcome.failed(message, reason);
            throw AuthException.of(AuthError.MAIL_NOT_SENT);
        }
    }

    /**
     * What a mail needs besides its content.
     *
     * @param key the idempotency key
     */
    public record Envelope(String key, Call call, Instant now) {}
}
