package io.github.keystile.auth.mail;

import java.util.Locale;

/**
 * Writes mails. {@link StandardMailTexts} has English and German ones and lets single mails be replaced.
 *
 * <p>Safe for use by many threads.
 */
@FunctionalInterface
public interface MailTexts {
    /**
     * Writes one mail. A code must appear in the text part, once and unbroken, best on a line of its own: that is where
     * people and devices find it. Resets of nobody's password are written too, and not sent, so that the clock does not
     * tell that there is nobody.
     *
     * @param purpose which mail it is; later versions ask for some that this one does not have, so hand those that you do
     *     not know to {@link StandardMailTexts}
     * @param facts what it is about
     * @param locale the reader's language, as far as known
     * @return what the mail says
     */
    MailText write(MailPurpose purpose, MailFacts facts, Locale locale);
}
