package io.github.keystile.auth.limit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The state of a {@link Lockout}, but for its mark; all times in milliseconds of the epoch. */
record Failures(int count, long first, long last, long lockedUntil) {
    /** Where counting stops; no lock doubles that often. */
    static final int MOST = 9_999;

    /** So long ago that whatever the rule, it is forgotten. */
    static final Failures NONE = new Failures(0, Long.MIN_VALUE / 2, Long.MIN_VALUE / 2, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4}):(\\d{1,15}):(\\d{1,15}):(\\d{1,15})");

    static Failures parse(@Nullable String state) {
        if (state == null || state.length() > LimitRule.MAX_STATE_LENGTH) {
            return NONE;
        }
        Matcher text = TEXT.matcher(state);
        return text.matches()
                ? new Failures(
                        Integer.parseInt(text.group(1)),
                        Long.parseLong(text.group(2)),
                        Long.parseLong(text.group(3)),
                        Long.parseLong(text.group(4)))
                : NONE;
    }

    String text() {
        return count + ":" + first + ":" + last + ":" + lockedUntil;
    }
}
