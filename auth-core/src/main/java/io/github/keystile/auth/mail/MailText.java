package io.github.keystile.auth.mail;

import java.util.Objects;

/**
 * What a mail says.
 *
 * <p><b>Security guarantees.</b> {@link #toString()} does not show the text, which may hold a code.
 *
 * @param subject one line; no control characters
 * @param text the plain text part
 * @param html the HTML part, well escaped
 */
public record MailText(String subject, String text, String html) {
    /**
     * Checks.
     *
     * @param subject one line
     * @param text the plain text part
     * @param html the HTML part, well escaped
     * @throws IllegalArgumentException if the subject is empty or has a control character
     */
    public MailText {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
        if (subject.isBlank() || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A mail's subject must be one line of text");
        }
    }

    @Override
    public String toString() {
        return "MailText[]";
    }
}
