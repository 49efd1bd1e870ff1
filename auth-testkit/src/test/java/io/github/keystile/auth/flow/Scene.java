package io.github.keystile.auth.flow;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CodeProof;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Profile;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.mail.MailPurpose;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** One account and the steps of its life, on a watched service. */
final class Scene implements AutoCloseable {
    static final String EMAIL = "vera@example.com";
    static final String OLD = "correct horse battery";
    static final String NEW = "staple anvil feather";

    final WatchedAuth auth;
    final AuthService service;

    Scene() {
        this(options -> options);
    }

    Scene(UnaryOperator<AuthServiceBuilder> options) {
        this(new WatchedAuth(options));
    }

    private Scene(WatchedAuth auth) {
        this.auth = auth;
        this.service = auth.service;
    }

    static Scene sendingMailInCall() {
        return new Scene(new WatchedAuth(
                options -> options.disclosure(Disclosure.EXPLICIT).sendMailInCall(), true));
    }

    ChallengeCode startSignup() {
        auth.mailer.clear();
        String id = service.startSignup(new StartSignup(EMAIL, OLD, Profile.none(), Caller.unknown()))
                .challengeId();
        return new ChallengeCode(id, auth.mailer.lastCode(EMAIL));
    }

    SignedIn finishSignup(ChallengeCode code) {
        return service.finishSignup(new FinishSignup(code, Profile.none(), Caller.unknown()));
    }

    SignedIn signUp() {
        return finishSignup(startSignup());
    }

    void register() {
        service.registerUnverified(new RegisterUnverified(EMAIL, OLD, Profile.none(), Caller.unknown()));
    }

    SignedIn logIn(String password) {
        return service.login(new Login(EMAIL, password, Caller.unknown()));
    }

    boolean canLogIn(String password) {
        try {
            logIn(password);
            return true;
        } catch (AuthException refused) {
            return false;
        }
    }

    boolean isAlive(SignedIn session) {
        try {
            service.verifySession(session.tokens().accessToken());
            return true;
        } catch (AuthException refused) {
            return false;
        }
    }

    boolean exists() {
        return service.users().findByEmail(EMAIL).isPresent();
    }

    ChallengeCode resetCode() {
        auth.mailer.clear();
        String id = startReset(ResetBy.CODE);
        return new ChallengeCode(id, auth.mailer.lastCode(EMAIL));
    }

    TicketProof ticket(CodeProof code) {
        return new TicketProof(service.checkPasswordResetCode(new CheckPasswordResetCode(code, Caller.unknown()))
                .ticket());
    }

    LinkProof resetLink() {
        auth.mailer.clear();
        startReset(ResetBy.LINK);
        auth.mailer.await(EMAIL, MailPurpose.PASSWORD_RESET_LINK);
        String link = auth.mailer.lastLink(EMAIL);
        return new LinkProof(link.substring(link.indexOf("token=") + "token=".length()));
    }

    String startReset(ResetBy by) {
        return service.startPasswordReset(new StartPasswordReset(EMAIL, by, Caller.unknown()))
                .challengeId();
    }

    void reset(ResetProof proof, String password) {
        service.finishPasswordReset(new FinishPasswordReset(proof, password, Caller.unknown()));
    }

    /** Past every cooldown, before any expiry. */
    void aMinuteLater() {
        auth.clock.advance(Duration.ofSeconds(61));
    }

    @Override
    public void close() {
        auth.close();
    }
}
