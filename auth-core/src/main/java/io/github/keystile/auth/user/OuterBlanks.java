package io.github.keystile.auth.user;

/**
 * What keyboards, clipboards and mail programs put around an address or a username. Every verb cuts it off, so whoever
 * compares what was typed with what was typed before does the same; {@link EmailAddress} and {@link Username} stay strict.
 */
public final class OuterBlanks {
    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private OuterBlanks() {}

    /**
     * Cuts white space, the no-break space and the byte order mark off both ends.
     *
     * @param text any text
     * @return the text without them; what is inside stays
     */
    public static String cut(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** All white space is in the basic plane, so that half of a pair is never cut. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == NO_BREAK_SPACE || c == BYTE_ORDER_MARK;
    }
}
