package io.github.keystile.auth.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** What every store can keep as it is, so that none has to ask. */
final class Checks {
    private static final int MAX_ID = 64;

    private Checks() {}

    static String id(String name, String id) {
        Objects.requireNonNull(id, name);
        if (id.isEmpty() || id.length() > MAX_ID || !id.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(name + " must be 1 to " + MAX_ID + " printable ASCII characters");
        }
        return id;
    }

    static long notBelow(long min, String name, long number) {
        if (number < min) {
            throw new IllegalArgumentException(name + " must be " + min + " or more");
        }
        return number;
    }

    static void parent(long parent, long generation) {
        notBelow(-1, "parent", parent);
        if (parent >= generation) {
            throw new IllegalArgumentException("parent must be below the generation");
        }
    }

    static Instant millis(String name, Instant instant) {
        Objects.requireNonNull(instant, name);
        if (!instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException(name + " must be in whole milliseconds");
        }
        return instant;
    }
}
