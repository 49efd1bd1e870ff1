package io.github.keystile.auth.limit;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The start of a state, up to a semicolon: drawn anew whenever a key starts from nothing. By it a unit is known from
 * another of the same millisecond that was taken after everything had been forgotten. A state may do without one.
 */
final class Marks {
    /** As many as eleven characters can say. */
    private static final long MANY = 131_621_703_842_267_136L;

    private static final Pattern MARK = Pattern.compile("[0-9a-z]{1,11};");

    private Marks() {}

    static String fresh() {
        return Long.toString(ThreadLocalRandom.current().nextLong(MANY), Character.MAX_RADIX) + ";";
    }

    static String of(@Nullable String state) {
        if (state == null) {
            return "";
        }
        Matcher mark = MARK.matcher(state);
        return mark.lookingAt() ? mark.group() : "";
    }

    /** What follows the mark. */
    static @Nullable String body(@Nullable String state) {
        return state == null ? null : state.substring(of(state).length());
    }
}
