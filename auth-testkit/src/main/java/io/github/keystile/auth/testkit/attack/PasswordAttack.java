package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.testkit.CapturingMailer;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.auth.testkit.SettableClock;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Somebody with any number of addresses who guesses at one account's password, by address and by username, through
 * both of two processes: whenever a lock has ended, until nothing is compared any more.
 */
final class PasswordAttack {
    private static final String PASSWORD = "Herbstlaub im Regen";
    /** Every lock is a multiple of it. */
    private static final Duration STEP = Duration.ofMinutes(15);

    private static final Duration DAY = Duration.ofDays(1);
    private static final int CALLERS = 250;

    /**
     * What came of it.
     *
     * @param inWorstDay the most compares in any 24 hours
     * @param minutesLocked how long the right password was refused on the last day, asked at the end of every step
     */
    record Figures(int days, int inWorstDay, int inTotal, long minutesLocked) {
        String text() {
            return "worst 24 h " + inWorstDay + "; " + days + " days: " + inTotal + " guesses; owner: the password is"
                    + " refused " + minutesLocked + " minutes of the last day, sessions and resets go on";
        }
    }

    private final SettableClock clock;
    private final Comparisons comparisons = new Comparisons();
    private final List<AuthService> processes;
    private final String email = Fresh.email("Anna").address();
    private final String username = Fresh.username("Anna").name();
    private final List<Instant> guesses = new ArrayList<>();
    private int turn;

    private PasswordAttack(Supplier<AuthStores> stores, Instant start) {
        this.clock = new SettableClock(start);
        RootSecret secret = RootSecret.generate();
        this.processes = Stream.of(stores.get(), stores.get())
                .map(adapters -> AuthService.builder(secret, adapters, new CapturingMailer())
                        .clock(clock)
                        .passwordHasher(comparisons.counting(new InsecureFastHasher()))
                        .withoutHousekeeping()
                        .build())
                .toList();
    }

    /** The first ten, one after 15 and 30 minutes, then one an hour; each login of the owner forgives ten more. */
    static int promised(int loginsADay) {
        return 35 + 10 * loginsADay;
    }

    /** @param loginsADay how often the owner is quicker than the attacker when a lock has ended */
    static Figures run(Supplier<AuthStores> stores, Instant start, int loginsADay, int days) {
        PasswordAttack attack = new PasswordAttack(stores, start);
        try {
            return attack.run(loginsADay, days);
        } finally {
            attack.processes.forEach(AuthService::close);
        }
    }

    private Figures run(int loginsADay, int days) {
        next().registerUnverified(
                        new RegisterUnverified(email, PASSWORD, SignupProfile.named(username), Caller.unknown()));
        long locked = 0;
        for (int day = 0; day < days; day++) {
            int logins = 0;
            locked = 0;
            for (Duration time = Duration.ZERO; time.compareTo(DAY) < 0; time = time.plus(STEP)) {
                boolean ownersTime =
                        time.compareTo(DAY.dividedBy(loginsADay + 1).multipliedBy(logins + 1)) >= 0;
                logins += ownersTime && logins < loginsADay && compares(email, PASSWORD) ? 1 : 0;
                guess();
                clock.advance(STEP.minusSeconds(1));
                locked += compares(email, PASSWORD) ? 0 : STEP.toMinutes();
                clock.advance(Duration.ofSeconds(1));
            }
        }
        return new Figures(days, GuessingFigures.most(guesses), guesses.size(), locked);
    }

    private void guess() {
        while (compares(turn % 3 == 0 ? username : email, "not this one")) {
            guesses.add(clock.instant());
        }
    }

    private boolean compares(String identifier, String password) {
        comparisons.reset();
        try {
            next().login(new Login(identifier, password, Caller.at("198.51.100." + turn % CALLERS)));
        } catch (AuthException refused) {
            return comparisons.passwords() > 0;
        }
        return comparisons.passwords() > 0;
    }

    private AuthService next() {
        turn++;
        return processes.get(turn % processes.size());
    }
}
