package io.github.keystile.examples.matrix;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthInfrastructureException;
import io.github.keystile.auth.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** Somebody with a clock of their own who refreshes, asks who they are and logs in, over and over. */
final class Customer {
    private static final Duration OVER_THE_GRACE = Duration.ofSeconds(31);

    /** So many refreshes fit into the life of a session. */
    private static final int ROTATIONS = 20_000;

    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Throwable> surprises = new CopyOnWriteArrayList<>();
    private final AuthService auth;
    private final SettableClock clock;
    private final String email;
    private SignedIn session;
    private int rotations;

    Customer(AuthService auth, SettableClock clock, SignedIn session) {
        this.auth = auth;
        this.clock = clock;
        this.email = session.user().email().address();
        this.session = session;
    }

    /** The weather changes with every change of it, and is odd while there is no database. */
    void goRound(IntSupplier weather) {
        long answers = Stream.<Runnable>of(this::refresh, this::verify, this::logIn)
                .filter(verb -> answers(verb, weather))
                .count();
        if (answers == 3) {
            served.incrementAndGet();
        } else if (answers == 0) {
            refused.incrementAndGet();
        }
    }

    private boolean answers(Runnable verb, IntSupplier weather) {
        int before = weather.getAsInt();
        try {
            verb.run();
            if (before % 2 == 1 && before == weather.getAsInt()) {
                surprises.add(new AssertionError("An answer without a database"));
            }
            return true;
        } catch (AuthInfrastructureException broken) {
            return false;
        } catch (RuntimeException | Error surprise) {
            surprises.add(surprise);
            return false;
        }
    }

    /** Until it succeeds, a refresh is repeated with the same token, as clients do. */
    private void refresh() {
        session = Flow.refresh(auth, session.tokens().refreshToken());
        if (rotations++ < ROTATIONS) {
            clock.advance(OVER_THE_GRACE);
        }
    }

    private void verify() {
        auth.verifySession(new VerifySession(session.tokens().accessToken(), Caller.unknown()));
    }

    private void logIn() {
        auth.login(new Login(email, Victim.OLD, Caller.unknown()));
    }

    /** How many times everything went well. */
    int served() {
        return served.get();
    }

    /** How many times everything was broken. */
    int refused() {
        return refused.get();
    }

    /** What is neither an answer nor a broken store. */
    List<Throwable> surprises() {
        return surprises;
    }
}
