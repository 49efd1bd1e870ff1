package io.github.keystile.auth.mail;

import io.github.keystile.auth.user.EmailAddress;
import java.util.Objects;

/**
 * A mail to exactly one person.
 *
 * <p><b>Security guarantees.</b> The recipient is a parsed address, never a list. {@link #toString()} shows
 * neither the text nor the whole address.
 *
 * @param to the recipient
 * @param purpose which mail it is
 * @param text what it says
 * @param idempotencyKey the same for every try to send this mail and different for every other mail; at most 64
 *     ASCII characters; tells nothing of code or address
 */
public record MailMessage(EmailAddress to, MailPurpose purpose, MailText text, String idempotencyKey) {
    public MailMessage {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(idempotencyKey, "idempotencyKey");
    }

    @Override
    public String toString() {
        return "MailMessage[to=" + to.masked() + ", purpose=" + purpose + "]";
    }
}
