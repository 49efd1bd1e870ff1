package io.github.keystile.tests.support;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.PasswordReset;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.user.StoredUser;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Somebody with an account, on a service and stores of their own. */
public final class Anna implements AutoCloseable {
    public static final String EMAIL = "anna@example.com";
    public static final String PASSWORD = "Herbstlaub im Regen";
    public static final String NEXT = "Kastanien am Morgen";

    public final AuthStores stores;
    public final TestAuth auth;
    public final AuthService service;
    public final SignedIn first;

    private Anna(AuthStores stores, UnaryOperator<AuthServiceBuilder> options) {
        this.stores = stores;
        this.auth = TestAuth.on(stores, builder -> options.apply(builder.reset(Options.WITH_LINKS)));
        this.service = auth.service();
        this.first = auth.signUp(EMAIL, PASSWORD);
    }

    public static Anna signedUp() {
        return signedUp(options -> options);
    }

    public static Anna signedUp(UnaryOperator<AuthServiceBuilder> options) {
        return on(AuthStores.inMemory(), options);
    }

    public static Anna on(AuthStores stores, UnaryOperator<AuthServiceBuilder> options) {
        return new Anna(stores, options);
    }

    public String id() {
        return first.user().id();
    }

    public StoredUser stored() {
        return stores.users().findById(id()).orElseThrow();
    }

    public SignedIn logIn(String password) {
        return auth.logIn(EMAIL, password);
    }

    public SignedIn refresh(SignedIn session) {
        return service.refresh(new Refresh(session.tokens().refreshToken(), Caller.unknown()));
    }

    public void verify(SignedIn session) {
        service.verifySession(new VerifySession(session.tokens().accessToken(), Caller.unknown()));
    }

    public SignedIn change(SignedIn session, String current, String next) {
        return service.account()
                .changePassword(new ChangePassword(session.tokens().accessToken(), current, next, Caller.unknown()));
    }

    /** A code as it arrived, together with the challenge that the asking browser holds. */
    public ChallengeCode resetCode() {
        auth.mailer().clear();
        String challenge = startReset(ResetBy.CODE);
        auth.mailer().await(EMAIL, MailPurpose.PASSWORD_RESET_CODE);
        return new ChallengeCode(challenge, auth.mailer().lastCode(EMAIL));
    }

    public TicketProof resetTicket() {
        return ticketFor(resetCode());
    }

    public TicketProof ticketFor(ChallengeCode code) {
        return new TicketProof(service.checkPasswordResetCode(new CheckPasswordResetCode(code, Caller.unknown()))
                .ticket());
    }

    public LinkProof resetLink() {
        auth.mailer().clear();
        startReset(ResetBy.LINK);
        return mailedLink();
    }

    public LinkProof mailedLink() {
        auth.mailer().await(EMAIL, MailPurpose.PASSWORD_RESET_LINK);
        String link = auth.mailer().lastLink(EMAIL);
        return new LinkProof(link.substring(link.indexOf("token=") + "token=".length()));
    }

    public String startReset(ResetBy by) {
        return service.startPasswordReset(new StartPasswordReset(EMAIL, by, Caller.unknown()))
                .challengeId();
    }

    public PasswordReset finish(ResetProof proof, String password) {
        return service.finishPasswordReset(new FinishPasswordReset(proof, password, Caller.unknown()));
    }

    public void later(Duration step) {
        auth.clock().advance(step);
    }

    public long happened(AuthEventType type) {
        return auth.events().stream().filter(event -> event.type() == type).count();
    }

    /** A code of the same length that is not this one. */
    public static ChallengeCode wrong(ChallengeCode right) {
        return new ChallengeCode(right.challengeId(), wrong(right.code()));
    }

    public static String wrong(String code) {
        char first = code.charAt(0) == '9' ? '0' : (char) (code.charAt(0) + 1);
        return first + code.substring(1);
    }

    @Override
    public void close() {
        auth.close();
    }
}
