package io.github.keystile.tests.support;

import io.github.keystile.auth.AcceptInvitation;
import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CodeProof;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.InviteUser;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.mail.MailPurpose;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** One account and the steps of its life, on a watched service. */
public final class Scene implements AutoCloseable {
    public static final String EMAIL = "vera@example.com";
    public static final String OLD = "correct horse battery";
    public static final String NEW = "staple anvil feather";

    public final WatchedAuth auth;
    public final AuthService service;

    public Scene() {
        this(options -> options);
    }

    public Scene(UnaryOperator<AuthServiceBuilder> options) {
        this(new WatchedAuth(options));
    }

    private Scene(WatchedAuth auth) {
        this.auth = auth;
        this.service = auth.service;
    }

    public static Scene sendingMailInCall() {
        return new Scene(new WatchedAuth(Options::mailInCall, true));
    }

    public ChallengeCode startSignup() {
        auth.mailer.clear();
        String id = service.startSignup(new StartSignup(EMAIL, OLD, SignupProfile.none(), Caller.unknown()))
                .challengeId();
        return new ChallengeCode(id, auth.mailer.lastCode(EMAIL));
    }

    public SignedIn finishSignup(ChallengeCode code) {
        return service.finishSignup(new FinishSignup(code, SignupProfile.none(), Caller.unknown()))
                .signedIn();
    }

    public SignedIn signUp() {
        return finishSignup(startSignup());
    }

    public void register() {
        service.registerUnverified(new RegisterUnverified(EMAIL, OLD, SignupProfile.none(), Caller.unknown()));
    }

    public SignedIn logIn(String password) {
        return service.login(new Login(EMAIL, password, Caller.unknown()));
    }

    public boolean canLogIn(String password) {
        try {
            logIn(password);
            return true;
        } catch (AuthException refused) {
            return false;
        }
    }

    public boolean isAlive(SignedIn session) {
        try {
            service.verifySession(new VerifySession(session.tokens().accessToken(), Caller.unknown()));
            return true;
        } catch (AuthException refused) {
            return false;
        }
    }

    /** The token of a mailed invitation. */
    public String invited() {
        auth.mailer.clear();
        service.users().invite(new InviteUser(EMAIL, SignupProfile.none(), Caller.unknown()));
        String link = auth.mailer.lastLink(EMAIL);
        return link.substring(link.indexOf("token=") + "token=".length());
    }

    public void accept(String invitation) {
        service.acceptInvitation(new AcceptInvitation(invitation, OLD, Caller.unknown()));
    }

    public boolean exists() {
        return service.users().findByEmail(EMAIL).isPresent();
    }

    public ChallengeCode resetCode() {
        auth.mailer.clear();
        String id = startReset(ResetBy.CODE);
        return new ChallengeCode(id, auth.mailer.lastCode(EMAIL));
    }

    public TicketProof ticket(CodeProof code) {
        return new TicketProof(service.checkPasswordResetCode(new CheckPasswordResetCode(code, Caller.unknown()))
                .ticket());
    }

    public LinkProof resetLink() {
        auth.mailer.clear();
        startReset(ResetBy.LINK);
        auth.mailer.await(EMAIL, MailPurpose.PASSWORD_RESET_LINK);
        String link = auth.mailer.lastLink(EMAIL);
        return new LinkProof(link.substring(link.indexOf("token=") + "token=".length()));
    }

    public String startReset(ResetBy by) {
        return service.startPasswordReset(new StartPasswordReset(EMAIL, by, Caller.unknown()))
                .challengeId();
    }

    public void reset(ResetProof proof, String password) {
        service.finishPasswordReset(new FinishPasswordReset(proof, password, Caller.unknown()));
    }

    /** Past every cooldown, before any expiry. */
    public void aMinuteLater() {
        auth.clock.advance(Duration.ofSeconds(61));
    }

    @Override
    public void close() {
        auth.close();
    }
}
