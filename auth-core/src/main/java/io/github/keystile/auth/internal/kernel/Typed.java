package io.github.keystile.auth.internal.kernel;

import java.util.Optional;

/** What keyboards, clipboards and mail programs put into codes that a person types. Passwords never come through here. */
final class Typed {
    private static final int LONGEST_CODE = 64;
    private static final char NO_BREAK_SPACE = '\u00a0';

    private Typed() {}

    /** Empty for what is too long to be worth reading. */
    static Optional<String> code(String text) {
        if (text.length() > LONGEST_CODE) {
            return Optional.empty();
        }
        StringBuilder code = new StringBuilder();
        text.chars().filter(c -> !isBetween((char) c)).forEach(c -> code.append((char) c));
        return Optional.of(code.toString());
    }

    private static boolean isBetween(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == NO_BREAK_SPACE || c == '-';
    }
}
