package io.github.keystile.auth.mail;

import java.util.regex.Pattern;

/**
 * What may stand in one line of a mail, such as its subject or its sender's name: for whoever takes such a text from a
 * configuration, and wants to know before a mail is to be written.
 */
public final class MailLine {
    /** Half a surrogate pair has no spelling in UTF-8, and the others end a line here and not there. */
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private MailLine() {}

    /**
     * Whether a text is one line.
     *
     * @param text any text
     * @return true unless it has a control character, a line or paragraph separator (U+2028, U+2029), or half of a
     *     surrogate pair
     */
    public static boolean isOneLine(String text) {
        return !FORBIDDEN.matcher(text).find();
    }

    /**
     * Whether a text is a name that a mail can show.
     *
     * @param text any text
     * @return true for one line of 1 to 100 characters that are not all blank
     */
    public static boolean isName(String text) {
        return !text.isBlank() && text.length() <= 100 && isOneLine(text);
    }
}
