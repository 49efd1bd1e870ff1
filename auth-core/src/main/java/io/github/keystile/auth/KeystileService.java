package io.github.keystile.auth;

import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.token.TokenIssuer;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.user.User;
import java.time.Instant;
import java.util.List;

/** Hands every verb to its flow. */
final class KeystileService implements AuthService {
    private final Parts parts;
    private final Housekeeper housekeeper;
    private final MailQueue mailQueue;
    private final SessionGuard guard;
    private final StartSignupFlow startSignup;
    private final FinishSignupFlow finishSignup;
    private final ResendCodeFlow resendCode;
    private final RegisterFlow register;
    private final LoginFlow login;
    private final RefreshFlow refresh;
    private final SessionsFlow sessions;
    private final StartResetFlow startReset;
    private final CheckResetCodeFlow checkResetCode;
    private final ResetProofs resetProofs;
    private final FinishResetFlow finishReset;
    private final ChangePasswordFlow changePassword;
    private final EmailVerificationFlow emailVerification;
    private final Users users;

    KeystileService(
            Parts parts, TokenIssuer issuer, TokenPolicy tokenPolicy, Housekeeper housekeeper, MailQueue mailQueue) {
        this.parts = parts;
        this.housekeeper = housekeeper;
        this.mailQueue = mailQueue;
        TokenReader tokens = new TokenReader(issuer);
        Challenges challenges = new Challenges(parts.challenges(), parts.otp(), parts.secrets());
        CodeMails codeMails = new CodeMails(parts);
        PendingSignups pendings = new PendingSignups(parts, challenges);
        PasswordAftermath aftermath = new PasswordAftermath(parts);
        UserChanges changes = new UserChanges(parts.users());
        this.guard = new SessionGuard(parts, tokens);
        this.startSignup = new StartSignupFlow(parts, challenges, pendings, codeMails);
        this.finishSignup = new FinishSignupFlow(parts, pendings);
        this.resendCode = new ResendCodeFlow(parts, challenges, codeMails);
        this.register = new RegisterFlow(parts);
        this.login = new LoginFlow(parts, pendings);
        this.refresh = new RefreshFlow(parts, tokens, tokenPolicy.grace());
        this.sessions = new SessionsFlow(parts, guard, issuer);
        this.startReset = new StartResetFlow(parts, challenges, codeMails);
        this.resetProofs = new ResetProofs(parts);
        this.checkResetCode = new CheckResetCodeFlow(parts, resetProofs);
        this.finishReset = new FinishResetFlow(parts, resetProofs, aftermath);
        this.changePassword = new ChangePasswordFlow(parts, guard, aftermath);
        this.emailVerification = new EmailVerificationFlow(parts, guard, challenges, codeMails, changes);
        this.users = new UsersFlow(parts, changes, sessions);
    }

    @Override
    public ChallengeStarted startSignup(StartSignup request) {
        return startSignup.run(request);
    }

    @Override
    public SignedIn finishSignup(FinishSignup request) {
        return finishSignup.run(request);
    }

    @Override
    public ChallengeStarted resendCode(ResendCode request) {
        return resendCode.run(request);
    }

    @Override
    public User registerUnverified(RegisterUnverified request) {
        return register.run(request);
    }

    @Override
    public SignedIn login(Login request) {
        return login.run(request);
    }

    @Override
    public SignedIn refresh(Refresh request) {
        return refresh.run(request);
    }

    @Override
    public void logout(String token) {
        sessions.logout(token);
    }

    @Override
    public void logoutEverywhere(String accessToken) {
        sessions.logoutEverywhere(accessToken);
    }

    @Override
    public List<SessionInfo> sessions(String accessToken) {
        return sessions.list(accessToken);
    }

    @Override
    public void revokeSession(RevokeSession request) {
        sessions.revoke(request);
    }

    @Override
    public void revokeOtherSessions(String accessToken) {
        sessions.revokeOthers(accessToken);
    }

    @Override
    public ChallengeStarted startPasswordReset(StartPasswordReset request) {
        return startReset.run(request);
    }

    @Override
    public ResetTicket checkPasswordResetCode(CheckPasswordResetCode request) {
        return checkResetCode.run(request);
    }

    @Override
    public Instant checkPasswordResetLink(String token) {
        return resetProofs
                .byLink(new LinkProof(token), Caller.unknown(), parts.now())
                .challenge()
                .expiresAt();
    }

    @Override
    public PasswordReset finishPasswordReset(FinishPasswordReset request) {
        return finishReset.run(request);
    }

    @Override
    public SignedIn changePassword(ChangePassword request) {
        return changePassword.run(request);
    }

    @Override
    public ChallengeStarted startEmailVerification(StartEmailVerification request) {
        return emailVerification.start(request);
    }

    @Override
    public User finishEmailVerification(FinishEmailVerification request) {
        return emailVerification.finish(request);
    }

    @Override
    public AccessClaims verifyAccessToken(String accessToken) {
        return guard.stateless(accessToken);
    }

    @Override
    public VerifiedSession verifySession(String accessToken) {
        return guard.strict(accessToken).verified();
    }

    @Override
    public Users users() {
        return users;
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
