package io.github.keystile.examples.soak;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.Tokens;
import io.github.keystile.auth.key.RootSecret;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Accounts and sessions that are there before the traffic begins. */
final class Residents {
    static final String PASSWORD = "correct horse battery";

    private static final int ACCOUNTS = 200;

    private final List<Holder> holders = new ArrayList<>();

    /** Through a service of its own a minute ago, so that every session is old enough to be rotated at once. */
    Residents(RootSecret secret, AuthStores stores, Machine machine, int sessions) {
        Clock minuteAgo = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-1));
        try (AuthService founding = AuthService.builder(secret, stores, mail -> {})
                .passwordHasher(new KnownHash(machine.hash()))
                .clock(minuteAgo)
                .withoutHousekeeping()
                .build()) {
            for (int i = 0; i < ACCOUNTS; i++) {
                founding.registerUnverified(
                        new RegisterUnverified(address(i), PASSWORD, SignupProfile.none(), Caller.unknown()));
            }
            for (int i = 0; i < sessions; i++) {
                holders.add(new Holder(founding.login(new Login(address(i), PASSWORD, Caller.unknown()))
                        .tokens()));
            }
        }
    }

    static String address(long number) {
        return "resident-" + number % ACCOUNTS + "@example.com";
    }

    Holder holder(long number) {
        return holders.get((int) (number % holders.size()));
    }

    List<Holder> holders() {
        return List.copyOf(holders);
    }

    static int accounts() {
        return ACCOUNTS;
    }

    /** Who keeps a session, with the newest tokens it was given. */
    static final class Holder {
        private Tokens tokens;

        Holder(Tokens tokens) {
            this.tokens = tokens;
        }

        synchronized Tokens tokens() {
            return tokens;
        }

        /** Of two refreshes at once, the later generation lives longer; the answers may come in any order. */
        synchronized void take(Tokens newer) {
            if (!newer.refreshExpiresAt().isBefore(tokens.refreshExpiresAt())) {
                tokens = newer;
            }
        }
    }
}
