package io.github.keystile.auth.testkit;

import java.util.List;
import java.util.Objects;

/**
 * A mail as it came out at the other end of a {@link io.github.keystile.auth.mail.Mailer}.
 *
 * @param recipients whom the mail server was told to deliver it to: the envelope, not the header
 * @param subject decoded
 * @param text the plain text part, decoded, with line breaks as {@code \n} or {@code \r\n}
 * @param html the HTML part, likewise
 */
public record ReceivedMail(List<String> recipients, String subject, String text, String html) {
    /** Checks for null and copies. */
    public ReceivedMail {
        recipients = List.copyOf(recipients);
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
    }
}
