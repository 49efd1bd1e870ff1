package io.github.keystile.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.SignedIn;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** People who log in, look at their sessions and log out, people who mistype, and strangers. */
final class Visitors {
    private static final int STRANGERS = 5000;

    private final AuthService auth;
    private final Tally tally;
    private final AtomicLong next = new AtomicLong();

    Visitors(AuthService auth, Tally tally) {
        this.auth = auth;
        this.tally = tally;
    }

    /** One of them: of four, two have the right password, one a wrong one, one has no account. */
    void next(long due) {
        long number = next.getAndIncrement();
        switch ((int) (number % 4)) {
            case 1 -> refused(due, Residents.address(number), "wrong horse battery", number);
            case 3 -> refused(due, "stranger-" + number % STRANGERS + "@example.com", Residents.PASSWORD, number);
            default -> resident(due, number);
        }
    }

    void resident(long due) {
        resident(due, next.getAndIncrement());
    }

    private void resident(long due, long number) {
        Optional<SignedIn> in = tally.attempt(
                Operation.LOGIN,
                due,
                () -> auth.login(new Login(Residents.address(number), Residents.PASSWORD, Callers.number(number))));
        in.ifPresent(this::lookAndLeave);
    }

    private void refused(long due, String identifier, String password, long number) {
        tally.attempt(
                Operation.WRONG_LOGIN, due, () -> auth.login(new Login(identifier, password, Callers.number(number))));
    }

    private void lookAndLeave(SignedIn in) {
        String access = in.tokens().accessToken();
        tally.attempt(
                Operation.SESSIONS,
                System.nanoTime(),
                () -> assertThat(auth.account().sessions(new ListSessions(access, Caller.unknown())))
                        .filteredOn(SessionInfo::current)
                        .singleElement()
                        .extracting(SessionInfo::id)
                        .isEqualTo(in.sessionId()));
        tally.attempt(Operation.LOGOUT, System.nanoTime(), () -> {
            auth.logout(new Logout(in.tokens().refreshToken(), Caller.unknown()));
            return true;
        });
    }
}
