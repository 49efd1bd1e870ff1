package io.github.keystile.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.VerifySession;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What signed-in people's browsers do all day. None of it hashes a password. */
final class TokenTraffic {
    private static final int REPLAYED = 10;

    private final AuthService auth;
    private final Tally tally;
    private final Residents residents;
    private final AtomicLong checks = new AtomicLong();
    private final AtomicLong strictChecks = new AtomicLong();
    private final AtomicLong refreshes = new AtomicLong();

    TokenTraffic(AuthService auth, Tally tally, Residents residents) {
        this.auth = auth;
        this.tally = tally;
        this.residents = residents;
    }

    void check(long due) {
        String access = residents.holder(checks.getAndIncrement()).tokens().accessToken();
        tally.attempt(Operation.CHECK, due, () -> auth.verifyAccessToken(access));
    }

    void strictCheck(long due) {
        String access =
                residents.holder(strictChecks.getAndIncrement()).tokens().accessToken();
        tally.attempt(
                Operation.STRICT_CHECK, due, () -> auth.verifySession(new VerifySession(access, Caller.unknown())));
    }

    /** Each session in its turn; every tenth shows the token that it has just spent once more, as a racing tab does. */
    void refresh(long due) {
        long number = refreshes.getAndIncrement();
        Residents.Holder holder = residents.holder(number);
        String spent = holder.tokens().refreshToken();
        Optional<SignedIn> first = tally.attempt(Operation.REFRESH, due, () -> refresh(spent));
        first.ifPresent(answer -> holder.take(answer.tokens()));
        if (first.isPresent() && number % REPLAYED == 0) {
            // Its answer counts: the session may have grown old enough in between to be rotated by this one.
            tally.attempt(Operation.REPLAY, System.nanoTime(), () -> again(spent, first.get()))
                    .ifPresent(answer -> holder.take(answer.tokens()));
        }
    }

    private SignedIn again(String spent, SignedIn first) {
        SignedIn answer = refresh(spent);
        assertThat(answer.sessionId()).isEqualTo(first.sessionId());
        return answer;
    }

    private SignedIn refresh(String token) {
        return auth.refresh(new Refresh(token, Callers.number(0)));
    }
}
