package io.github.keystile.examples.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs the traffic of one town, and looks at it in windows. */
final class Soak {
    private static final int WINDOWS = 20;
    private static final int QUICK_THREADS = 16;
    private static final int NEWCOMER_THREADS = 32;
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Town town;
    private final Load load;
    private final Vitals.Watch watch;
    private final List<Vitals> vitals = new ArrayList<>();
    private final Tally tally;
    private final Newcomers newcomers;

    Soak(Town town, Postgres database, Load load) {
        this.town = town;
        this.load = load;
        this.watch = new Vitals.Watch(town, database);
        this.tally = new Tally(Timeline.after(System.nanoTime(), load.length(), WINDOWS));
        this.newcomers = new Newcomers(town.auth(), tally, town.mailboxes());
    }

    /** Returns when everything that began has come to its end; {@code afterEach} hears of every window. */
    void run(Consumer<Soak> afterEach) throws InterruptedException {
        Visitors visitors = new Visitors(town.auth(), tally);
        TokenTraffic tokens = new TokenTraffic(town.auth(), tally, town.residents());
        try (OpenLoop traffic = new OpenLoop()) {
            ExecutorService logins = traffic.crew(load.loginThreads());
            ExecutorService quick = traffic.crew(QUICK_THREADS);
            traffic.every(load.checks(), quick, tokens::check);
            traffic.every(load.strictChecks(), quick, tokens::strictCheck);
            traffic.every(load.refreshes(), quick, tokens::refresh);
            traffic.atOnce(load.burst(), logins, visitors::resident);
            traffic.every(load.logins(), logins, visitors::next);
            traffic.every(load.newcomers(), traffic.crew(NEWCOMER_THREADS), newcomers::next);
            for (int window = 0; window < WINDOWS; window++) {
                watchUntil(tally.timeline().endOf(window));
                tally.attempt(Operation.PURGE, System.nanoTime(), town.auth()::purgeExpired);
                vitals.add(watch.take());
                afterEach.accept(this);
            }
            traffic.finish();
        }
    }

    private void watchUntil(long end) throws InterruptedException {
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK_NANOS));
            watch.look();
        }
    }

    Load load() {
        return load;
    }

    Tally tally() {
        return tally;
    }

    Newcomers newcomers() {
        return newcomers;
    }

    Town town() {
        return town;
    }

    /** Of the windows that are over. */
    List<Vitals> vitals() {
        return List.copyOf(vitals);
    }
}
