package io.github.keystile.auth;

import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailFacts;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.EmailAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Mails what belongs to a challenge: its code, its link, a notice instead, or nothing. */
final class CodeMails {
    private final Parts parts;

    CodeMails(Parts parts) {
        this.parts = parts;
    }

    /**
     * @param secret the code or link token; null if none goes out
     * @param otherwise the notice that goes out instead; null for nothing at all
     */
    void send(
            Challenge challenge,
            EmailAddress to,
            @Nullable String secret,
            @Nullable MailPurpose otherwise,
            Caller caller,
            Instant now) {
        String key = parts.secrets().opaque("mail", challenge.id() + challenge.secretHash());
        Mails.Envelope envelope = new Mails.Envelope(key, caller, now);
        if (secret != null && challenge.purpose() == Purpose.PASSWORD_RESET_LINK) {
            String link = parts.settings().resetLink().with(secret);
            parts.mails().link(to, link, parts.otp().linkLifetime(), envelope);
        } else if (secret != null) {
            parts.mails()
                    .code(purpose(challenge.purpose()), to, secret, parts.otp().codeLifetime(), envelope);
        } else if (otherwise != null) {
            parts.mails().notice(otherwise, to, envelope);
        } else {
            suppressed(challenge, to, caller);
        }
    }

    /** The same for a reset of nobody's password: written, and sent to nobody. Texts see a code as long as any. */
    void sendToNobody(Challenge challenge, @Nullable String secret, Caller caller, Instant now) {
        if (secret == null) {
            suppressed(challenge, null, caller);
            return;
        }
        String key = parts.secrets().opaque("mail", challenge.id() + challenge.secretHash());
        MailFacts facts = challenge.purpose() == Purpose.PASSWORD_RESET_LINK
                ? parts.mails()
                        .facts(
                                null,
                                parts.settings().resetLink().with(secret),
                                parts.otp().linkLifetime())
                : parts.mails()
                        .facts(
                                "0".repeat(parts.otp().digits()),
                                null,
                                parts.otp().codeLifetime());
        parts.mails().toNobody(purpose(challenge.purpose()), facts, new Mails.Envelope(key, caller, now));
    }

    private void suppressed(Challenge challenge, @Nullable EmailAddress to, Caller caller) {
        parts.events()
                .aboutAddress(
                        AuthEventType.CODE_SUPPRESSED,
                        to,
                        caller,
                        challenge.purpose().name());
    }

    private static MailPurpose purpose(Purpose purpose) {
        return switch (purpose) {
            case SIGNUP -> MailPurpose.SIGNUP_CODE;
            case EMAIL_VERIFICATION -> MailPurpose.EMAIL_VERIFICATION_CODE;
            case PASSWORD_RESET_CODE -> MailPurpose.PASSWORD_RESET_CODE;
            case PASSWORD_RESET_LINK -> MailPurpose.PASSWORD_RESET_LINK;
        };
    }
}
