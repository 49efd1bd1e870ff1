package io.github.keystile.auth.internal;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.FinishEmailVerification;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.PasswordReset;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetTicket;
import io.github.keystile.auth.RevokeSession;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.Users;
import io.github.keystile.auth.VerifiedSession;
import io.github.keystile.auth.internal.email.EmailVerificationFlow;
import io.github.keystile.auth.internal.kernel.Housekeeper;
import io.github.keystile.auth.internal.kernel.MailQueue;
import io.github.keystile.auth.internal.kernel.SessionGuard;
import io.github.keystile.auth.internal.login.LoginFlow;
import io.github.keystile.auth.internal.password.ChangePasswordFlow;
import io.github.keystile.auth.internal.resend.ResendCodeFlow;
import io.github.keystile.auth.internal.reset.CheckResetFlow;
import io.github.keystile.auth.internal.reset.FinishResetFlow;
import io.github.keystile.auth.internal.reset.StartResetFlow;
import io.github.keystile.auth.internal.session.RefreshFlow;
import io.github.keystile.auth.internal.session.SessionsFlow;
import io.github.keystile.auth.internal.signup.FinishSignupFlow;
import io.github.keystile.auth.internal.signup.RegisterFlow;
import io.github.keystile.auth.internal.signup.StartSignupFlow;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.user.User;
import java.time.Instant;
import java.util.List;

/** Hands every verb to its flow. */
final class KeystileService implements AuthService {
    private final Flows flows;
    private final Housekeeper housekeeper;
    private final MailQueue mailQueue;

    KeystileService(Flows flows, Housekeeper housekeeper, MailQueue mailQueue) {
        this.flows = flows;
        this.housekeeper = housekeeper;
        this.mailQueue = mailQueue;
    }

    /** One flow for each verb, or for a few that belong together. */
    record Flows(
            StartSignupFlow startSignup,
            FinishSignupFlow finishSignup,
            ResendCodeFlow resendCode,
            RegisterFlow register,
            LoginFlow login,
            RefreshFlow refresh,
            SessionGuard guard,
            SessionsFlow sessions,
            StartResetFlow startReset,
            CheckResetFlow checkReset,
            FinishResetFlow finishReset,
            ChangePasswordFlow changePassword,
            EmailVerificationFlow emailVerification,
            Users users) {}

    @Override
    public ChallengeStarted startSignup(StartSignup request) {
        return flows.startSignup().run(request);
    }

    @Override
    public SignedIn finishSignup(FinishSignup request) {
        return flows.finishSignup().run(request);
    }

    @Override
    public ChallengeStarted resendCode(ResendCode request) {
        return flows.resendCode().run(request);
    }

    @Override
    public User registerUnverified(RegisterUnverified request) {
        return flows.register().run(request);
    }

    @Override
    public SignedIn login(Login request) {
        return flows.login().run(request);
    }

    @Override
    public SignedIn refresh(Refresh request) {
        return flows.refresh().run(request);
    }

    @Override
    public void logout(String token) {
        flows.sessions().logout(token);
    }

    @Override
    public void logoutEverywhere(String accessToken) {
        flows.sessions().logoutEverywhere(accessToken);
    }

    @Override
    public List<SessionInfo> sessions(String accessToken) {
        return flows.sessions().list(accessToken);
    }

    @Override
    public void revokeSession(RevokeSession request) {
        flows.sessions().revoke(request);
    }

    @Override
    public void revokeOtherSessions(String accessToken) {
        flows.sessions().revokeOthers(accessToken);
    }

    @Override
    public ChallengeStarted startPasswordReset(StartPasswordReset request) {
        return flows.startReset().run(request);
    }

    @Override
    public ResetTicket checkPasswordResetCode(CheckPasswordResetCode request) {
        return flows.checkReset().code(request);
    }

    @Override
    public Instant checkPasswordResetLink(String token) {
        return flows.checkReset().link(token);
    }

    @Override
    public PasswordReset finishPasswordReset(FinishPasswordReset request) {
        return flows.finishReset().run(request);
    }

    @Override
    public SignedIn changePassword(ChangePassword request) {
        return flows.changePassword().run(request);
    }

    @Override
    public ChallengeStarted startEmailVerification(StartEmailVerification request) {
        return flows.emailVerification().start(request);
    }

    @Override
    public User finishEmailVerification(FinishEmailVerification request) {
        return flows.emailVerification().finish(request);
    }

    @Override
    public AccessClaims verifyAccessToken(String accessToken) {
        return flows.guard().stateless(accessToken);
    }

    @Override
    public VerifiedSession verifySession(String accessToken) {
        return flows.guard().strict(accessToken).verified();
    }

    @Override
    public Users users() {
        return flows.users();
    }

    @Override
    public int purgeExpired() {
        return housekeeper.purge();
    }

    @Override
    public void close() {
        housekeeper.close();
        mailQueue.close();
    }
}
