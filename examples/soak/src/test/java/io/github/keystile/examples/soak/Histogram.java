package io.github.keystile.examples.soak;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts of durations to within three percent, in a fixed amount of memory. */
final class Histogram {
    private static final int EXACT = 64;
    private static final int BUCKETS = 1024;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private final AtomicLong maxMicros = new AtomicLong();

    void record(long nanos) {
        long micros = Math.max(0, nanos / 1000);
        counts.incrementAndGet(bucket(micros));
        maxMicros.accumulateAndGet(micros, Math::max);
    }

    void add(Histogram other) {
        for (int i = 0; i < BUCKETS; i++) {
            counts.addAndGet(i, other.counts.get(i));
        }
        maxMicros.accumulateAndGet(other.maxMicros.get(), Math::max);
    }

    long count() {
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += counts.get(i);
        }
        return total;
    }

    double maxMillis() {
        return maxMicros.get() / 1000.0;
    }

    /** The duration that this share of all stayed within; 0 if there are none. */
    double millisAt(double share) {
        long wanted = (long) Math.ceil(count() * share);
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return Math.min(highest(i), maxMicros.get()) / 1000.0;
            }
        }
        return maxMillis();
    }

    /** One bucket for every microsecond at first, then 32 for every doubling. */
    private static int bucket(long micros) {
        if (micros < EXACT) {
            return (int) micros;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - 5;
        return (int) Math.min(BUCKETS - 1, (shift << 5) + (micros >>> shift));
    }

    private static long highest(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int shift = (bucket >> 5) - 1;
        return ((bucket - ((long) shift << 5) + 1) << shift) - 1;
    }
}
