package io.github.keystile.examples.soak;

import java.time.Duration;

/** A stretch of time in equal windows; window -1 is the warm-up before it. */
record Timeline(long start, Duration length, int windows) {
    static final int WARM_UP = -1;

    /** Begins after a warm-up of a tenth of its length, at most a minute. */
    static Timeline after(long now, Duration length, int windows) {
        long warmUp = Math.min(length.toNanos() / 10, Duration.ofMinutes(1).toNanos());
        return new Timeline(now + warmUp, length, windows);
    }

    int windowAt(long nanoTime) {
        long since = nanoTime - start;
        return since < 0 ? WARM_UP : (int) Math.min(windows - 1, since / windowNanos());
    }

    long endOf(int window) {
        return start + (window + 1) * windowNanos();
    }

    double windowSeconds() {
        return windowNanos() / 1e9;
    }

    private long windowNanos() {
        return length.toNanos() / windows;
    }
}
