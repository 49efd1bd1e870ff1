package io.github.keystile.auth.mail;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a mail says.
 *
 * <p><b>Security guarantees.</b> {@link #toString()} does not show the text, which may hold a code.
 *
 * @param subject one line, as {@link MailLine#isOneLine} says
 * @param text the plain text part
 * @param html the HTML part, well escaped
 */
public record MailText(String subject, String text, String html) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the subject is blank or more than one line
     */
    public MailText {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
        if (subject.isBlank() || !MailLine.isOneLine(subject)) {
            throw new IllegalArgumentException("A mail's subject must be one line of text");
        }
    }

    /**
     * A mail of plain paragraphs. The HTML part is made from them, with everything escaped.
     *
     * @param subject one line, as {@link MailLine#isOneLine} says
     * @param paragraphs plain text, each of one or more lines
     * @return the mail
     * @throws IllegalArgumentException if the subject is blank or more than one line
     */
    public static MailText ofParagraphs(String subject, String... paragraphs) {
        String html = Arrays.stream(paragraphs)
                .map(text -> "<p>" + Html.escape(text).replace("\n", "<br>") + "</p>\n")
                .collect(Collectors.joining());
        return new MailText(subject, String.join("\n\n", paragraphs) + "\n", html);
    }

    @Override
    public String toString() {
        return "MailText[]";
    }
}
