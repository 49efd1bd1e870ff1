package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailFacts;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.EmailAddress;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mails what belongs to a challenge: its code, its link, a notice instead, or nothing. */
public final class CodeMails {
    private final Mails mails;
    private final Events events;
    private final Secrets secrets;
    private final OtpPolicy policy;
    private final Map<Purpose, ResetLink> pages;

    /** Takes the page that links lead to for each purpose that mails one. */
    public CodeMails(Mails mails, Events events, Secrets secrets, OtpPolicy policy, Map<Purpose, ResetLink> pages) {
        this.mails = mails;
        this.events = events;
        this.secrets = secrets;
        this.policy = policy;
        this.pages = Map.copyOf(pages);
    }

    public void checkOpen() {
        mails.checkOpen();
    }

    public void send(MailedProofs.Kept kept) {
        Errand errand = kept.asked().errand();
        EmailAddress to = kept.asked().to().email();
        String secret = kept.secret();
        MailPurpose notice = kept.notice();
        if (secret != null) {
            sendSecret(errand, to, secret, envelope(kept));
        } else if (notice != null) {
            sendNotice(notice, to, kept);
        } else {
            suppressed(kept, null);
        }
    }

    private void sendNotice(MailPurpose notice, @Nullable EmailAddress to, MailedProofs.Kept kept) {
        if (kept.asked().stopped()) {
            suppressed(kept, CodeCheck.STOPPED);
        }
        if (to == null) {
            mails.toNobody(notice, mails.facts(null, null, Duration.ZERO), envelope(kept));
        } else {
            mails.notice(notice, to, envelope(kept));
        }
    }

    private void suppressed(MailedProofs.Kept kept, @Nullable String why) {
        events.tell(
                AuthEventType.CODE_SUPPRESSED,
                kept.asked().call(),
                kept.asked().errand().purpose().name(),
                why);
    }

    /** For nobody it is written, and sent to nobody. */
    private void sendSecret(Errand errand, @Nullable EmailAddress to, String secret, Mails.Envelope envelope) {
        MailedSecret kind = errand.secret();
        MailedSecret.Shown shown = kind.shown(to == null ? kind.standIn(policy) : secret, pages.get(errand.purpose()));
        MailFacts facts = mails.facts(shown.code(), shown.link(), kind.lifetime(policy));
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
