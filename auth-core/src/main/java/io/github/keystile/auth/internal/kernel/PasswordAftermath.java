package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows a new password. The epoch has ended every session and proof already, so nothing here may turn the
 * success into a failure. Challenges are left to expire: if they vanished, whoever began one for the address could see
 * by a resend that there is an account.
 */
public final class PasswordAftermath {
    private static final Logger log = LoggerFactory.getLogger(AuthService.class);

    private final SessionStore sessions;
    private final Limits limits;
    private final Secrets secrets;
    private final Mails mails;
    private final Events events;

    public PasswordAftermath(SessionStore sessions, Limits limits, Secrets secrets, Mails mails, Events events) {
        this.sessions = sessions;
        this.limits = limits;
        this.secrets = secrets;
        this.mails = mails;
        this.events = events;
    }

    public void settle(AuthEventType what, StoredUser after, Call call, Instant now) {
        tidy(() -> sessions.endAll(after.id()));
        tidy(() -> limits.clearAccount(after.id(), call));
        tidy(() -> tell(after, call, now));
        events.tell(what, call.about(after));
    }

    private void tell(StoredUser after, Call call, Instant now) {
        EmailAddress to = after.user().email();
        if (mayTell(to, call, now)) {
            String key = secrets.opaque("mail", after.id() + " " + after.epoch());
            mails.notice(MailPurpose.PASSWORD_CHANGED, to, new Mails.Envelope(key, call, now));
        }
    }

    /** Better once too often than not at all. */
    private boolean mayTell(EmailAddress to, Call call, Instant now) {
        try {
            return limits.mayTell(MailPurpose.PASSWORD_CHANGED, secrets.mailbox(to), call, now);
        } catch (RuntimeException e) {
            log.warn("Limits are broken; that a password was set is mailed without asking them", e);
            return true;
        }
    }

    private static void tidy(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.warn("Housekeeping after a new password failed; it changes nothing about the result", e);
        }
    }
}
