package io.github.keystile.auth.store.jdbc;

import java.util.Locale;

/**
 * What may go into a key column. Anything else is refused before the database sees it: a server may cut what is
 * too long, choke on NUL, or store a question mark for half a character.
 */
final class Text {
    static final int ID = 64;
    static final int EMAIL = 254;
    static final int SUBJECT = 254;
    static final int SECRET_HASH = 100;
    static final int PASSWORD_HASH = 255;
    static final int LIMIT_KEY = 100;
    static final int CREDENTIAL_KEY = 100;

    private Text() {}

    /** Whether a stored key can be equal to this text at all. */
    static boolean isKey(String text, int max) {
        return text.length() <= max && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /**
     * The same JSON in ASCII, which a connection of any character set carries unharmed. Outside of its texts JSON has no
     * other character, and inside them each may be written as its number.
     */
    static String ascii(String json) {
        StringBuilder ascii = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c <= 0x7f) {
                ascii.append(c);
            } else {
                ascii.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return ascii.toString();
    }

    /** The text, which is about to be stored. */
    static String key(String what, String text, int max) {
        if (!isKey(text, max)) {
            throw new IllegalArgumentException(what + " must be at most " + max + " printable ASCII characters");
        }
        return text;
    }
}
