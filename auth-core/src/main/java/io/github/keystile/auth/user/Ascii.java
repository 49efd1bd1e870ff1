package io.github.keystile.auth.user;

/** Texts that any table can hold and compare byte by byte. */
final class Ascii {
    static final int MAX_ID = 64;
    static final int MAX_HASH = 255;
    static final int MAX_FACTS = 2000;

    private Ascii() {}

    static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /** The text, which has 1 to {@code max} printable characters. */
    static String check(String what, String text, int max) {
        if (text.isEmpty() || text.length() > max || !isPrintable(text)) {
            throw new IllegalArgumentException(what + " has 1 to " + max + " printable ASCII characters");
        }
        return text;
    }
}
