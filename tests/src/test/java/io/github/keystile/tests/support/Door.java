package io.github.keystile.tests.support;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CodeProof;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.testkit.TestAuth;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Signups and codes as a person or a stranger meets them: one service, its mails, and short words for its verbs. */
public final class Door implements AutoCloseable {
    public static final String ANNA = "anna@example.com";
    public static final String PASSWORD = "correct horse battery";
    public static final String OTHER_PASSWORD = "wrong horse battery";
    public static final Duration COOLDOWN = Duration.ofSeconds(60);
    public static final Duration LIFETIME = Duration.ofMinutes(10);
    /** After it a mailbox has its whole budget again: a day, and what it takes for the day's last code to be dead. */
    public static final Duration DAY = Duration.ofHours(24).plusMinutes(20);

    private final TestAuth auth;

    private Door(TestAuth auth) {
        this.auth = auth;
    }

    public static Door on(AuthStores stores, UnaryOperator<AuthServiceBuilder> options) {
        return new Door(TestAuth.on(stores, options));
    }

    public static Door with(UnaryOperator<AuthServiceBuilder> options) {
        return on(AuthStores.inMemory(), options);
    }

    public static Door uniform() {
        return with(options -> options);
    }

    public static Door explicit() {
        return with(options -> options.disclosure(Disclosure.EXPLICIT));
    }

    public static Door byEmail() {
        return with(Options::finishByEmail);
    }

    public TestAuth auth() {
        return auth;
    }

    public AuthService service() {
        return auth.service();
    }

    public void after(Duration step) {
        auth.clock().advance(step);
    }

    /** Asks for a code and does not look into the mailbox. */
    public ChallengeStarted request(String email, String password) {
        return service().startSignup(new StartSignup(email, password, SignupProfile.none(), Caller.unknown()));
    }

    /** Asks for a code and reads it in the mailbox. */
    public ChallengeCode start(String email, String password) {
        return mailed(email, () -> request(email, password));
    }

    public ChallengeCode start(String email) {
        return start(email, PASSWORD);
    }

    public ChallengeCode mailed(String email, Supplier<ChallengeStarted> request) {
        auth.mailer().clear();
        String id = request.get().challengeId();
        return new ChallengeCode(id, auth.mailer().lastCode(email));
    }

    public ChallengeStarted requestReset(String identifier) {
        return service().startPasswordReset(new StartPasswordReset(identifier, ResetBy.CODE, Caller.unknown()));
    }

    public ChallengeCode startReset(String email) {
        return mailed(email, () -> requestReset(email));
    }

    public ChallengeStarted resend(String challengeId) {
        return service().resendCode(new ResendCode(challengeId, Caller.unknown()));
    }

    public SignedIn finish(CodeProof proof) {
        return finish(proof, SignupProfile.none());
    }

    public SignedIn finish(CodeProof proof, SignupProfile profile) {
        return service()
                .finishSignup(new FinishSignup(proof, profile, Caller.unknown()))
                .signedIn();
    }

    public String check(CodeProof proof) {
        return service()
                .checkPasswordResetCode(new CheckPasswordResetCode(proof, Caller.unknown()))
                .ticket();
    }

    public boolean hasUser(String email) {
        return service().users().findByEmail(email).isPresent();
    }

    public boolean lets(String identifier, String password) {
        try {
            auth.logIn(identifier, password);
            return true;
        } catch (AuthException refused) {
            return false;
        }
    }

    public long count(AuthEventType type) {
        return auth.events().stream().filter(event -> event.type() == type).count();
    }

    /** Waits until every mail is out, and ends the service for that. */
    public List<MailMessage> allMails() {
        auth.close();
        return auth.mailer().messages();
    }

    public static ChallengeCode wrong(ChallengeCode right) {
        return new ChallengeCode(right.challengeId(), wrong(right.code()));
    }

    public static String wrong(String code) {
        return (code.charAt(0) == '9' ? '0' : '9') + code.substring(1);
    }

    /** Why a call is refused; fails if it is not. */
    public static AuthError refusal(Supplier<?> call) {
        Object answer;
        try {
            answer = call.get();
        } catch (AuthException refused) {
            return refused.code();
        }
        throw new AssertionError("Not refused, but answered with " + answer);
    }

    @Override
    public void close() {
        auth.close();
    }
}
