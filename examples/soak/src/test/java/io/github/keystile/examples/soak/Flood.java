package io.github.keystile.examples.soak;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Logins of people beside bogus ones, and token checks meanwhile. Every login of a person has an address of its own. */
final class Flood {
    static final double PEOPLE = 2;

    private static final double CHECKS = 200;

    /** Where bogus logins come from. */
    enum From {
        ONE_ADDRESS("one address"),
        FORTY_ADDRESSES("40 addresses"),
        UNKNOWN("unknown callers");

        private final String text;

        From(String text) {
            this.text = text;
        }

        private Caller caller(int flood, long number) {
            return switch (this) {
                case ONE_ADDRESS -> Caller.at("10.2." + flood + ".1");
                case FORTY_ADDRESSES -> Caller.at("10.3." + flood + "." + number % 40);
                case UNKNOWN -> Caller.unknown();
            };
        }
    }

    private final AuthService auth;
    private final Residents residents;
    private final From from;
    private final int bogusPerSecond;
    private final int number;

    private final AtomicLong people = new AtomicLong();
    private final AtomicLong bogus = new AtomicLong();
    private final AtomicLong checked = new AtomicLong();
    private final AtomicLong peopleIn = new AtomicLong();
    private final AtomicLong bogusHashed = new AtomicLong();
    private final AtomicLong bogusBusy = new AtomicLong();
    private final AtomicLong bogusTooMany = new AtomicLong();
    private final Histogram logins = new Histogram();
    private final Histogram checks = new Histogram();

    /**
     * Prepares one.
     *
     * @param number another for each: budgets of earlier ones must refuse nobody
     */
    Flood(Town town, From from, int bogusPerSecond, int number) {
        this.auth = town.auth();
        this.residents = town.residents();
        this.from = from;
        this.bogusPerSecond = bogusPerSecond;
        this.number = number;
    }

    /** Returns when all that came in has its answer. The threads are those of a web server, for everything alike. */
    Flood run(ExecutorService threads, Duration length) throws InterruptedException {
        try (OpenLoop traffic = new OpenLoop()) {
            traffic.every(CHECKS, threads, this::check);
            if (bogusPerSecond > 0) {
                traffic.every(bogusPerSecond, threads, this::pretend);
            }
            traffic.every(PEOPLE, threads, this::logIn);
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
            traffic.finish();
        }
        threads.shutdown();
        if (!threads.awaitTermination(2, TimeUnit.MINUTES)) {
            throw new AssertionError("Logins are still waiting");
        }
        return this;
    }

    private void check(long due) {
        auth.verifyAccessToken(
                residents.holder(checked.getAndIncrement()).tokens().accessToken());
        checks.record(System.nanoTime() - due);
    }

    private void logIn(long due) {
        long person = people.getAndIncrement();
        Caller caller = Caller.at("10.4." + number + "." + person % 250);
        try {
            auth.login(new Login(Residents.address(number * 31L + person), Residents.PASSWORD, caller));
            peopleIn.incrementAndGet();
            logins.record(System.nanoTime() - due);
        } catch (AuthException refused) {
            // Not in; counted by the difference.
        }
    }

    private void pretend(long due) {
        long which = bogus.getAndIncrement();
        try {
            auth.login(new Login(
                    "bogus-" + number + "-" + which + "@example.com", Residents.PASSWORD, from.caller(number, which)));
        } catch (AuthException refused) {
            AuthError code = refused.code();
            AtomicLong counter = code == AuthError.BUSY
                    ? bogusBusy
                    : code == AuthError.TOO_MANY_REQUESTS ? bogusTooMany : bogusHashed;
            counter.incrementAndGet();
        }
    }

    long people() {
        return people.get();
    }

    long peopleIn() {
        return peopleIn.get();
    }

    long checks() {
        return checks.count();
    }

    static String head() {
        return "| bogus logins | people in | p50 s | longest s | bogus: hashed | 429 | busy | check p50 ms | p99.9 ms |\n"
                + "|---|---:|---:|---:|---:|---:|---:|---:|---:|";
    }

    String row() {
        String what = bogusPerSecond == 0 ? "none" : bogusPerSecond + "/s, " + from.text;
        return String.format(
                Locale.ROOT,
                "| %s | %d of %d | %.1f | %.1f | %d | %d | %d | %.1f | %.1f |",
                what,
                peopleIn.get(),
                people.get(),
                logins.millisAt(0.5) / 1000,
                logins.maxMillis() / 1000,
                bogusHashed.get(),
                bogusTooMany.get(),
                bogusBusy.get(),
                checks.millisAt(0.5),
                checks.millisAt(0.999));
    }
}
