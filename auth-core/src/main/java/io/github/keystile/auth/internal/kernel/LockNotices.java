package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.limit.Standing;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows a wrong password that locks: an event, and the first time in a row a mail to the owner, who reads
 * "Invalid credentials" whatever they type. For somebody who does not exist it asks the same limit and writes the same
 * mail, and nothing here changes what is refused.
 */
public final class LockNotices {
    private static final Logger log = LoggerFactory.getLogger(AuthService.class);

    private final Limits limits;
    private final int failures;
    private final Secrets secrets;
    private final Mails mails;
    private final Events events;

    /** Takes after how many wrong passwords the first lock comes. */
    public LockNotices(Limits limits, int failures, Secrets secrets, Mails mails, Events events) {
        this.limits = limits;
        this.failures = failures;
        this.secrets = secrets;
        this.mails = mails;
        this.events = events;
    }

    /** A password was wrong, or of no use. */
    public void wrong(Taking taking, StoredUser user, Call call, Instant now) {
        EmailAddress email = user.user().email();
        wrong(taking, secrets.mailbox(email), SignIn.mayEnter(user) ? Optional.of(email) : Optional.empty(), call, now);
    }

    /** The same for an identifier without an account. */
    public void wrong(Taking taking, Identifier nobody, Call call, Instant now) {
        wrong(taking, secrets.pseudonym(nobody), Optional.empty(), call, now);
    }

    private void wrong(Taking taking, String mailbox, Optional<EmailAddress> to, Call call, Instant now) {
        Optional<Standing> lock = taking.lock(now);
        if (lock.isEmpty()) {
            return;
        }
        events.tell(AuthEventType.ACCOUNT_LOCKED, call);
        if (lock.get().units() == failures) {
            tell(mailbox, to, call, now);
        }
    }

    private void tell(String mailbox, Optional<EmailAddress> to, Call call, Instant now) {
        try {
            if (!limits.mayTellOfLock(mailbox, call, now)) {
                return;
            }
            String key = secrets.opaque("mail", "lock " + mailbox + " " + now);
            Mails.Envelope envelope = new Mails.Envelope(key, call, now);
            if (to.isPresent()) {
                mails.notice(MailPurpose.ACCOUNT_LOCKED, to.get(), envelope);
            } else {
                mails.toNobody(MailPurpose.ACCOUNT_LOCKED, mails.facts(null, null, Duration.ZERO), envelope);
            }
        } catch (RuntimeException e) {
            log.warn("That an account is locked could not be told; it is refused all the same", e);
        }
    }
}
