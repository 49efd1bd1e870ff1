package io.github.keystile.auth.limit;

import java.time.Duration;

/** The range of every duration in a rule: long enough for whole milliseconds, short enough to add without overflow. */
final class Spans {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(400);

    private Spans() {}

    static void require(String name, Duration span) {
        if (span.compareTo(SHORTEST) < 0 || span.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("Set the " + name + " between 1 second and 400 days");
        }
    }
}
