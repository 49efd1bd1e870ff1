package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailFacts;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.user.EmailAddress;
import org.jspecify.annotations.Nullable;

/** Mails what belongs to a challenge: its code, its link, a notice instead, or nothing. */
public final class CodeMails {
    private final Mails mails;
    private final Events events;
    private final Secrets secrets;
    private final OtpPolicy policy;
    private final ResetLink resetLink;

    public CodeMails(Mails mails, Events events, Secrets secrets, OtpPolicy policy, ResetLink resetLink) {
        this.mails = mails;
        this.events = events;
        this.secrets = secrets;
        this.policy = policy;
        this.resetLink = resetLink;
    }

    public void send(MailedProofs.Kept kept) {
        Errand errand = kept.asked().errand();
        EmailAddress to = kept.asked().to().email();
        String secret = kept.secret();
        MailPurpose notice = kept.notice();
        if (secret != null) {
            sendSecret(errand, to, secret, envelope(kept));
        } else if (to != null && notice != null) {
            mails.notice(notice, to, envelope(kept));
        } else {
            events.tell(
                    AuthEventType.CODE_SUPPRESSED,
                    kept.asked().call(),
                    errand.purpose().name(),
                    null);
        }
    }

    /** For nobody it is written, and sent to nobody. Texts see a code as long as any. */
    private void sendSecret(Errand errand, @Nullable EmailAddress to, String secret, Mails.Envelope envelope) {
        MailFacts facts;
        if (errand.link()) {
            facts = mails.facts(null, resetLink.with(secret), policy.linkLifetime());
        } else {
            String code = to == null ? "0".repeat(policy.digits()) : secret;
            facts = mails.facts(code, null, policy.codeLifetime());
        }
        if (to == null) {
            mails.toNobody(errand.mail(), facts, envelope);
        } else {
            mails.proof(errand.mail(), to, facts, envelope);
        }
    }

    private Mails.Envelope envelope(MailedProofs.Kept kept) {
        Challenge challenge = kept.challenge();
        String key = secrets.opaque("mail", challenge.id() + challenge.secretHash());
        return new Mails.Envelope(key, kept.asked().call(), kept.asked().now());
    }
}
