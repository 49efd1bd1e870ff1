package io.github.keystile.auth.internal.kernel;

import java.util.Optional;

/**
 * What keyboards, clipboards and mail programs put around and into what a person types. Value types stay strict: this is
 * the only place that forgives. Passwords never come through here.
 */
final class Typed {
    private static final int LONGEST_CODE = 64;
    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private Typed() {}

    static String identifier(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isAround(text.charAt(start))) {
            start++;
        }
        while (start < end && isAround(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Empty for what is too long to be worth reading. */
    static Optional<String> code(String text) {
        if (text.length() > LONGEST_CODE) {
            return Optional.empty();
        }
        StringBuilder code = new StringBuilder();
        text.chars().filter(c -> !isBetween((char) c)).forEach(c -> code.append((char) c));
        return Optional.of(code.toString());
    }

    /** All white space is in the basic plane, so that half of a pair is never cut. */
    private static boolean isAround(char c) {
        return Character.isWhitespace(c) || c == NO_BREAK_SPACE || c == BYTE_ORDER_MARK;
    }

    private static boolean isBetween(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == NO_BREAK_SPACE || c == '-';
    }
}
