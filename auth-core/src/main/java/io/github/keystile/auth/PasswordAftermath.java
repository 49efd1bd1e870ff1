package io.github.keystile.auth;

import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailPurpose;
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
final class PasswordAftermath {
    private static final Logger log = LoggerFactory.getLogger(AuthService.class);

    private final Parts parts;

    PasswordAftermath(Parts parts) {
        this.parts = parts;
    }

    void settle(AuthEventType what, StoredUser after, Caller caller, Instant now) {
        tidy(() -> parts.sessions().endAll(after.id()));
        tidy(() -> parts.limits().clearAccount(after.id()));
        tidy(() -> tell(after, caller, now));
        parts.events().about(what, after, caller);
    }

    private void tell(StoredUser after, Caller caller, Instant now) {
        EmailAddress to = after.user().email();
        if (mayTell(to, caller, now)) {
            String key = parts.secrets().opaque("mail", after.id() + " " + after.epoch());
            parts.mails().notice(MailPurpose.PASSWORD_CHANGED, to, new Mails.Envelope(key, caller, now));
        }
    }

    /** Better once too often than not at all. */
    private boolean mayTell(EmailAddress to, Caller caller, Instant now) {
        try {
            return parts.limits().mayTell(parts.secrets().mailbox(to), caller, now);
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
