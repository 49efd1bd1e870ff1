package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.store.jdbc.TimedCrowd.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.TestReporter;

/**
 * How long calls took. AUC is the chance that one call about the first kind takes longer than one about the second:
 * 0.5 where the clock tells nothing, 0 or 1 where it tells all.
 */
record Timings(String what, Map<Kind, List<Long>> nanos) {
    /** With fewer calls, noise is all that AUC shows. */
    private static final int ENOUGH = 50;

    void publish(TestReporter reporter) {
        for (Kind kind : Kind.values()) {
            Kind other = kind == Kind.LOCKED ? Kind.LOCKED_UNKNOWN : Kind.UNKNOWN;
            if (kind == Kind.UNKNOWN || kind == Kind.LOCKED_UNKNOWN || !nanos.containsKey(kind)) {
                continue;
            }
            reporter.publishEntry(Map.of(
                    "figure",
                    "Enumeration",
                    "what",
                    what + ", " + name(kind) + " against " + name(other),
                    "value",
                    figure(kind, other)));
        }
    }

    private String figure(Kind kind, Kind other) {
        int calls = nanos.get(kind).size();
        String figure = String.format(
                Locale.ROOT,
                "%d calls each: median %.2f and %.2f ms, p90 %.2f and %.2f ms",
                calls,
                quantile(kind, 0.5),
                quantile(other, 0.5),
                quantile(kind, 0.9),
                quantile(other, 0.9));
        return calls < ENOUGH
                ? figure + "; too few for more"
                : figure
                        + String.format(
                                Locale.ROOT,
                                ", AUC %.3f (noise +-%.3f)",
                                auc(nanos.get(kind), nanos.get(other)),
                                noise(calls));
    }

    /** Where the lock was set under another name: nobody has two. */
    Timings withoutLocked() {
        Map<Kind, List<Long>> rest = new EnumMap<>(nanos);
        rest.keySet().removeIf(Kind::isLocked);
        return new Timings(what, rest);
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private double quantile(Kind kind, double part) {
        List<Long> sorted = new ArrayList<>(nanos.get(kind));
        sorted.sort(null);
        return sorted.get((int) (part * (sorted.size() - 1))) / 1e6;
    }

    private static double auc(List<Long> slow, List<Long> fast) {
        double wins = 0;
        for (long a : slow) {
            for (long b : fast) {
                wins += a > b ? 1 : a == b ? 0.5 : 0;
            }
        }
        return wins / slow.size() / fast.size();
    }

    /** Two standard deviations of Mann and Whitney's statistic where there is no difference. */
    private static double noise(int calls) {
        return 2 * Math.sqrt((2 * calls + 1) / (12.0 * calls * calls));
    }
}
