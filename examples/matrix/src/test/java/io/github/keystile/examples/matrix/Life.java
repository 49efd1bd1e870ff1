package io.github.keystile.examples.matrix;

import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.INVALID_LINK;
import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.auth.error.AuthError.PASSWORD_TOO_COMMON;
import static io.github.keystile.auth.error.AuthError.TOO_MANY_REQUESTS;
import static io.github.keystile.auth.error.AuthError.USERNAME_TAKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.DeleteUser;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.testkit.SettableClock;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The life of one account, step by step; later steps go on where the ones before have ended. Nobody is left at its end. */
final class Life {
    private static final String ANNA = "anna@example.com";
    private static final String BERT = "bert@example.com";
    private static final String FIRST = "Herbstlaub im Regen";
    private static final String SECOND = "Kastanien am Morgen";
    private static final String THIRD = "Raureif auf dem Feld";
    private static final Caller CALLER = Caller.at("203.0.113.7").withUserAgent("matrix");

    private final AuthService auth;
    private final Mailbox mailbox;
    private final SettableClock clock;

    Life(AuthService auth, Mailbox mailbox, SettableClock clock) {
        this.auth = auth;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    void live() {
        SignedIn anna = signUpAndVerify();
        anna = refresh(anna);
        resetByCode(anna);
        anna = resetByLink();
        logOut(anna);
    }

    private SignedIn signUpAndVerify() {
        refused(PASSWORD_TOO_COMMON, () -> auth.startSignup(startSignup(ANNA, "password1")));
        ChallengeStarted started = auth.startSignup(startSignup(ANNA, FIRST));
        String code = mailbox.code(ANNA, 1);
        refused(INVALID_CREDENTIALS, () -> logIn(FIRST));
        refused(TOO_MANY_REQUESTS, () -> auth.resendCode(new ResendCode(started.challengeId(), CALLER)));
        refused(INVALID_CODE, () -> finish(started, wrong(code), "anna"));

        SignedIn anna = finish(started, code, "anna");

        refused(INVALID_CODE, () -> finish(started, code, "anna"));
        assertThat(anna.user().emailVerified()).isTrue();
        assertThat(auth.verifySession(new VerifySession(anna.tokens().accessToken(), CALLER))
                        .user())
                .isEqualTo(anna.user());
        assertThat(logIn(FIRST).user()).isEqualTo(anna.user());
        refused(INVALID_CREDENTIALS, () -> logIn(SECOND));
        theNameIsTaken();
        return anna;
    }

    private void theNameIsTaken() {
        ChallengeStarted started = auth.startSignup(startSignup(BERT, FIRST));
        String code = mailbox.code(BERT, 1);

        refused(USERNAME_TAKEN, () -> finish(started, code, "Anna"));

        assertThat(finish(started, code, "bert").user().email().address()).isEqualTo(BERT);
    }

    private SignedIn refresh(SignedIn old) {
        clock.advance(Duration.ofMinutes(5));
        SignedIn fresh = auth.refresh(new Refresh(old.tokens().refreshToken(), CALLER));
        auth.verifySession(new VerifySession(fresh.tokens().accessToken(), CALLER));
        assertThat(fresh.tokens().refreshToken()).isNotEqualTo(old.tokens().refreshToken());
        theftEndsTheSession();
        return fresh;
    }

    private void theftEndsTheSession() {
        SignedIn stolen = logIn(FIRST);
        clock.advance(Duration.ofMinutes(1));
        SignedIn thief = auth.refresh(new Refresh(stolen.tokens().refreshToken(), CALLER));
        clock.advance(Duration.ofMinutes(1));

        SignedIn owner = auth.refresh(new Refresh(stolen.tokens().refreshToken(), CALLER));
        clock.advance(Duration.ofMinutes(1));

        refused(INVALID_TOKEN, () -> auth.refresh(new Refresh(thief.tokens().refreshToken(), CALLER)));

        refused(INVALID_TOKEN, () -> auth.refresh(new Refresh(owner.tokens().refreshToken(), CALLER)));
    }

    private void resetByCode(SignedIn before) {
        ChallengeStarted started = auth.startPasswordReset(new StartPasswordReset("ANNA", ResetBy.CODE, CALLER));
        ChallengeCode code = new ChallengeCode(started.challengeId(), mailbox.code(ANNA, 2));
        String ticket = auth.checkPasswordResetCode(new CheckPasswordResetCode(code, CALLER))
                .ticket();

        reset(new TicketProof(ticket), SECOND);

        refused(INVALID_CODE, () -> reset(code, THIRD));
        refused(
                INVALID_TOKEN,
                () -> auth.verifySession(new VerifySession(before.tokens().accessToken(), CALLER)));
        refused(INVALID_CREDENTIALS, () -> logIn(FIRST));
        logIn(SECOND);
    }

    private SignedIn resetByLink() {
        clock.advance(Duration.ofMinutes(2));
        // The notice that the password has changed, which could be overtaken.
        mailbox.await(ANNA, 3);
        auth.startPasswordReset(new StartPasswordReset(ANNA, ResetBy.LINK, CALLER));
        LinkProof link = new LinkProof(mailbox.linkToken(ANNA, 4));
        auth.checkPasswordResetLink(new CheckPasswordResetLink(link.token(), CALLER));

        reset(link, THIRD);

        refused(INVALID_LINK, () -> reset(link, FIRST));
        return logIn(THIRD);
    }

    private void logOut(SignedIn anna) {
        auth.logout(new Logout(anna.tokens().refreshToken(), CALLER));

        refused(
                INVALID_TOKEN,
                () -> auth.verifySession(new VerifySession(anna.tokens().accessToken(), CALLER)));
        refused(INVALID_TOKEN, () -> auth.refresh(new Refresh(anna.tokens().refreshToken(), CALLER)));
        SignedIn again = logIn(THIRD);
        assertThat(auth.account().sessions(new ListSessions(again.tokens().accessToken(), CALLER)))
                .hasSize(1);
        auth.users().delete(new DeleteUser(again.user().id(), CALLER));
        refused(INVALID_CREDENTIALS, () -> logIn(THIRD));
        assertThat(auth.users().findByEmail(ANNA)).isEmpty();
        auth.users()
                .delete(new DeleteUser(
                        auth.users().findByEmail(BERT).orElseThrow().id(), CALLER));
    }

    private static StartSignup startSignup(String email, String password) {
        return new StartSignup(email, password, SignupProfile.none(), CALLER);
    }

    private SignedIn finish(ChallengeStarted started, String code, String username) {
        return auth.finishSignup(new FinishSignup(
                        new ChallengeCode(started.challengeId(), code), SignupProfile.named(username), CALLER))
                .signedIn();
    }

    private SignedIn logIn(String password) {
        return auth.login(new Login(ANNA, password, CALLER));
    }

    private void reset(ResetProof proof, String password) {
        auth.finishPasswordReset(new FinishPasswordReset(proof, password, CALLER));
    }

    private static String wrong(String code) {
        return (code.charAt(0) == '9' ? "0" : "9") + code.substring(1);
    }

    private static void refused(AuthError code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AuthException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
