package io.github.keystile.auth.store.mongo;

/**
 * What may go into a key field. Anything else is refused before the database sees it: the wire format has no word for
 * half a character, and an index has no room for any length.
 */
final class Text {
    static final int ID = 64;
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

    /** The text, which is about to be stored. */
    static String key(String what, String text, int max) {
        if (!isKey(text, max)) {
            throw new IllegalArgumentException(what + " must be at most " + max + " printable ASCII characters");
        }
        return text;
    }
}
