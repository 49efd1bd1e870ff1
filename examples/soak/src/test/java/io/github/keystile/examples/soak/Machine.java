package io.github.keystile.examples.soak;

import io.github.keystile.auth.password.BcryptPasswordHasher;
import io.github.keystile.auth.password.HashingPolicy;
import java.time.Duration;

/**
 * What this machine can hash.
 *
 * @param hash of {@link Residents#PASSWORD}, at the default cost
 * @param hashTime the shortest of some: what else runs on the machine must not make the overload too small
 */
record Machine(String hash, Duration hashTime, HashingPolicy hashing) {
    private static final int TRIES = 5;
    private static final int MOST_AT_ONCE = 4;

    static Machine measure() {
        BcryptPasswordHasher hasher = BcryptPasswordHasher.create();
        String hash = hasher.hash(Residents.PASSWORD);
        Duration shortest = Duration.ofDays(1);
        for (int i = 0; i < TRIES; i++) {
            long begun = System.nanoTime();
            hasher.verify(Residents.PASSWORD, hash);
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            shortest = time.compareTo(shortest) < 0 ? time : shortest;
        }
        return new Machine(hash, shortest, policy());
    }

    /** The defaults, but on large machines not more at once than four: the overload is to need few threads. */
    private static HashingPolicy policy() {
        HashingPolicy usual = HashingPolicy.ofDefaults();
        return usual.concurrent() <= MOST_AT_ONCE
                ? usual
                : usual.withConcurrent(MOST_AT_ONCE).withConcurrentSignups(MOST_AT_ONCE / 2);
    }

    /** If it did nothing else. */
    double hashesPerSecond() {
        return hashing.concurrent() * 1e9 / hashTime.toNanos();
    }

    /** How many logins that come at once find a place, and a turn before their wait is over, if a hash takes so long. */
    int turns(Duration oneHash) {
        long inTime = hashing.concurrent() * (1 + hashing.maxWait().dividedBy(oneHash));
        return (int) Math.min(inTime, hashing.concurrent() + hashing.queue());
    }

    @Override
    public String toString() {
        return "Machine[hashTime=" + hashTime + "]";
    }
}
