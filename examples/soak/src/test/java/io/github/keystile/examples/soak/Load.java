package io.github.keystile.examples.soak;

import java.time.Duration;

/**
 * How much comes in, in each second.
 *
 * @param logins right and wrong, one after the other
 * @param burst logins with the right password, all at one moment at the beginning
 * @param newcomers who sign up, forget their password and go: three hashes each
 * @param holders sessions that are refreshed in turn
 */
record Load(
        Duration length,
        double logins,
        int burst,
        double checks,
        double strictChecks,
        double refreshes,
        double newcomers,
        int holders,
        int loginThreads) {
    private static final int REFRESHES = 20;
    /** Longer than the grace, so that each refresh of a session in its turn rotates it. */
    private static final int SECONDS_APART = 50;

    /** Half of what a hash at the default cost takes on the fastest processors. */
    private static final Duration IMPOSSIBLY_FAST = Duration.ofMillis(75);

    /**
     * Twice what the machine could hash if it did nothing else; and at first a burst of which some must be refused, even
     * if the machine becomes much faster after it was measured.
     */
    static Load over(Machine machine, Duration length) {
        double hashes = machine.hashesPerSecond();
        int burst = machine.turns(IMPOSSIBLY_FAST) * 5 / 4;
        int threads = burst + 4 * machine.turns(machine.hashTime());
        int holders = REFRESHES * (int) Math.min(SECONDS_APART, length.toSeconds());
        return new Load(length, 2 * hashes, burst, 200, 50, REFRESHES, 0.04 * hashes, holders, threads);
    }

    /** What even one connection is enough for. */
    static Load light(Machine machine, Duration length) {
        double hashes = machine.hashesPerSecond();
        // One at least comes in while nobody else hashes.
        return new Load(length, Math.max(1, 0.1 * hashes), 0, 20, 10, 10, 0.05 * hashes, 100, 32);
    }
}
