package io.github.keystile.examples.matrix;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.testkit.CapturingMailer;
import io.github.keystile.auth.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The process that goes on: it begins flows that another one finishes, and looks at what that one has left. */
final class Accounts implements AutoCloseable {
    private final CapturingMailer mailer = new CapturingMailer(Duration.ofMinutes(2));
    private final AtomicInteger names = new AtomicInteger();
    private final SettableClock clock;
    private final AuthService auth;

    Accounts(Application application, AuthStores stores, Instant now) {
        this.clock = new SettableClock(now);
        this.auth = application.service(stores, mailer, clock);
    }

    AuthService auth() {
        return auth;
    }

    SettableClock clock() {
        return clock;
    }

    String newAddress() {
        return "person" + names.incrementAndGet() + "@example.com";
    }

    ChallengeCode startSignup(String email) {
        String id = auth.startSignup(new StartSignup(email, Victim.OLD, SignupProfile.none(), Caller.unknown()))
                .challengeId();
        return new ChallengeCode(id, mailer.lastCode(email));
    }

    SignedIn signUp(String email) {
        return Flow.signUp(auth, Flow.word(startSignup(email)));
    }

    /** The proof of a reset that has just been asked for. */
    String startReset(Flow flow, String email) {
        ResetBy by = flow == Flow.RESET_BY_LINK ? ResetBy.LINK : ResetBy.CODE;
        mailer.clear();
        String id = auth.startPasswordReset(new StartPasswordReset(email, by, Caller.unknown()))
                .challengeId();
        if (flow == Flow.RESET_BY_LINK) {
            String link = mailer.lastLink(email);
            return link.substring(link.indexOf("token=") + "token=".length());
        }
        ChallengeCode code = new ChallengeCode(id, mailer.lastCode(email));
        return flow == Flow.RESET_BY_CODE
                ? Flow.word(code)
                : auth.checkPasswordResetCode(new CheckPasswordResetCode(code, Caller.unknown()))
                        .ticket();
    }

    boolean lets(String email, String password) {
        return refusal(() -> auth.login(new Login(email, password, Caller.unknown())))
                .isEmpty();
    }

    boolean isAlive(SignedIn session) {
        return refusal(() ->
                        auth.verifySession(new VerifySession(session.tokens().accessToken(), Caller.unknown())))
                .isEmpty();
    }

    int sessions(String email) {
        return auth.users()
                .sessions(auth.users().findByEmail(email).orElseThrow().id(), SessionCursor.start(), 100)
                .size();
    }

    static Optional<AuthError> refusal(Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (AuthException refused) {
            return Optional.of(refused.code());
        }
    }

    @Override
    public void close() {
        auth.close();
    }
}
