package io.github.keystile.auth.testkit.contract;

import io.github.keystile.auth.testkit.internal.Tomorrow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What all contracts of stores share: how hard they race, and the times they live in. */
abstract class Contract {
    final Instant now = Tomorrow.now();

    /** When what is to be purged expired: before everything else that these tests store. */
    final Instant longAgo = now.minus(Duration.ofHours(12));

    /** Milliseconds that rounding would change, hours that New York or Cairo has twice or never, and far away times. */
    static List<Instant> difficultInstants() {
        return List.of(
                Instant.parse("2040-06-30T23:59:59.999Z"),
                Instant.parse("2040-07-01T00:00:00.001Z"),
                Instant.parse("2040-11-04T05:55:00.500Z"),
                Instant.parse("2040-11-04T06:05:00.500Z"),
                Instant.parse("2040-03-11T07:30:00Z"),
                Instant.parse("2040-04-26T22:30:00Z"),
                Instant.parse("2040-10-25T20:30:00Z"),
                Instant.parse("2040-10-25T21:30:00Z"),
                Instant.parse("2099-12-31T23:59:59.999Z"));
    }

    /**
     * How many threads race, each through an adapter of its own: 16. Override it to race harder; fewer prove less.
     *
     * @return 2 or more
     */
    protected int threads() {
        return 16;
    }

    /**
     * How often each race is run: 25 times. Override it to race longer; fewer prove less.
     *
     * @return 1 or more
     */
    protected int rounds() {
        return 25;
    }

    /** Who plays the part that only one thread has: neither among the first to wake up nor among the last. */
    final int middleThread() {
        return threads() / 2;
    }

    final <S> void race(Supplier<S> adapters, Consumer<Race<S>> round) {
        try (Race<S> race = new Race<>(threads(), adapters)) {
            for (int i = 0; i < rounds(); i++) {
                round.accept(race);
            }
        }
    }
}
