package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.testkit.contract.Race;
import io.github.keystile.auth.testkit.internal.Tomorrow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** What the contracts of services share: an application that runs as two processes, and how hard they race. */
abstract class ServiceContract {
    private @Nullable TwoServices services;

    /**
     * Makes the four adapters. Called several times in a test: each adapter must be a new object and all of them must
     * work on the same database, as the processes of one application do. Only in-memory stores may be the same
     * objects.
     *
     * @return fresh adapters on the database under test
     */
    protected abstract AuthStores createStores();

    /**
     * How many threads race, now with the one process and now with the other: 16. Override it to race harder; fewer
     * prove less.
     *
     * @return 2 or more
     */
    protected int threads() {
        return 16;
    }

    /**
     * How often each race is run: 10 times. Override it to race longer; fewer prove less.
     *
     * @return 1 or more
     */
    protected int rounds() {
        return 10;
    }

    @AfterEach
    final void closeServices() {
        if (services != null) {
            services.close();
        }
    }

    /** Made by the first test method that asks, after a subclass has prepared its database. */
    final TwoServices services() {
        TwoServices running = services;
        if (running == null) {
            running = new TwoServices(this::createStores, Tomorrow.now());
            services = running;
        }
        return running;
    }

    final void raceServices(Consumer<Race<AuthService>> round) {
        try (Race<AuthService> race = new Race<>(threads(), services()::next)) {
            for (int i = 0; i < rounds(); i++) {
                round.accept(race);
            }
        }
    }
}
