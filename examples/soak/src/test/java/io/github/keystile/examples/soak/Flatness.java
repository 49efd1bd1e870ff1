package io.github.keystile.examples.soak;

import java.util.Locale;
import java.util.function.IntPredicate;

/** The first tenth of the windows against the last. */
record Flatness(Histogram first, Histogram last) {
    private static final double FACTOR = 1.5;
    private static final double SLACK_MILLIS = 5;
    private static final int ENOUGH = 20;

    static Flatness of(Tally tally, Operation operation, Outcome outcome) {
        int windows = tally.timeline().windows();
        int tenth = Math.max(1, windows / 10);
        IntPredicate first = window -> window >= 0 && window < tenth;
        IntPredicate last = window -> window >= windows - tenth;
        return new Flatness(tally.times(operation, outcome, first), tally.times(operation, outcome, last));
    }

    /** Half as much again and 5 ms are noise. */
    boolean isFlat() {
        return isFlat(0.5) && isFlat(0.99);
    }

    private boolean isFlat(double share) {
        return last.millisAt(share) <= first.millisAt(share) * FACTOR + SLACK_MILLIS;
    }

    @Override
    public String toString() {
        if (first.count() < ENOUGH || last.count() < ENOUGH) {
            return "too few";
        }
        return String.format(
                Locale.ROOT,
                "%s: p50 %.1f then %.1f ms, p99 %.1f then %.1f ms",
                isFlat() ? "yes" : "no",
                first.millisAt(0.5),
                last.millisAt(0.5),
                first.millisAt(0.99),
                last.millisAt(0.99));
    }
}
