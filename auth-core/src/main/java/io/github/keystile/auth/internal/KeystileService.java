package io.github.keystile.auth.internal;

import static io.github.keystile.auth.event.AuthEventType.CODE_REFUSED;
import static io.github.keystile.auth.event.AuthEventType.LOGIN_FAILED;
import static io.github.keystile.auth.event.AuthEventType.PASSWORD_REFUSED;
import static io.github.keystile.auth.event.AuthEventType.PROOF_REFUSED;
import static io.github.keystile.auth.event.AuthEventType.REFRESH_FAILED;
import static io.github.keystile.auth.event.AuthEventType.SIGNUP_REFUSED;
import static io.github.keystile.auth.event.AuthEventType.TOKEN_REFUSED;

import io.github.keystile.auth.AcceptInvitation;
import io.github.keystile.auth.Account;
import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.CheckInvitationLink;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.LiveLink;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.PasswordReset;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetTicket;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignedUp;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.Stay;
import io.github.keystile.auth.Users;
import io.github.keystile.auth.VerifiedSession;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.internal.invite.AcceptInvitationFlow;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.HashGate;
import io.github.keystile.auth.internal.kernel.Housekeeper;
import io.github.keystile.auth.internal.kernel.MailQueue;
import io.github.keystile.auth.internal.kernel.SessionGuard;
import io.github.keystile.auth.internal.kernel.Verbs;
import io.github.keystile.auth.internal.login.LoginFlow;
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
import java.time.Duration;

/** Hands every verb to its flow. */
final class KeystileService implements AuthService {
    private static final Duration LONGEST_FLUSH = Duration.ofMinutes(5);

    private final Flows flows;
    private final Verbs verbs;
    private final Account account;
    private final Users users;
    private final Housekeeper housekeeper;
    private final HashGate hashing;
    private final MailQueue mailQueue;

    KeystileService(
            Flows flows,
            Verbs verbs,
            Account account,
            Users users,
            Housekeeper housekeeper,
            HashGate hashing,
            MailQueue mailQueue) {
        this.flows = flows;
        this.verbs = verbs;
        this.account = account;
        this.users = users;
        this.housekeeper = housekeeper;
        this.hashing = hashing;
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
            AcceptInvitationFlow acceptInvitation) {}

    @Override
    public ChallengeStarted startSignup(StartSignup request) {
        return verbs.run(
                SIGNUP_REFUSED,
                Call.typing(request.email(), request.caller()),
                call -> flows.startSignup().run(request, call));
    }

    @Override
    public SignedUp finishSignup(FinishSignup request) {
        return verbs.run(
                SIGNUP_REFUSED,
                Call.showing(request.proof(), request.caller()),
                call -> flows.finishSignup().run(request, call));
    }

    @Override
    public ChallengeStarted resendCode(ResendCode request) {
        return verbs.run(
                CODE_REFUSED,
                Call.of(request.caller()),
                call -> flows.resendCode().run(request, call));
    }

    @Override
    public User registerUnverified(RegisterUnverified request) {
        return verbs.run(
                SIGNUP_REFUSED,
                Call.typing(request.email(), request.caller()),
                call -> flows.register().run(request, call));
    }

    @Override
    public SignedIn login(Login request) {
        return verbs.run(
                LOGIN_FAILED,
                Call.typing(request.identifier(), request.caller()).remembered(request.stay() == Stay.REMEMBERED),
                call -> flows.login().run(request, call));
    }

    @Override
    public SignedIn refresh(Refresh request) {
        return verbs.run(
                REFRESH_FAILED,
                Call.of(request.caller()),
                call -> flows.refresh().run(request, call));
    }

    @Override
    public void logout(Logout request) {
        flows.sessions().logout(request, Call.of(request.caller()));
    }

    @Override
    public ChallengeStarted startPasswordReset(StartPasswordReset request) {
        return verbs.run(
                CODE_REFUSED,
                Call.typing(request.identifier(), request.caller()),
                call -> flows.startReset().run(request, call));
    }

    @Override
    public ResetTicket checkPasswordResetCode(CheckPasswordResetCode request) {
        return verbs.run(
                PROOF_REFUSED,
                Call.showing(request.proof(), request.caller()),
                call -> flows.checkReset().code(request, call));
    }

    @Override
    public LiveLink checkPasswordResetLink(CheckPasswordResetLink request) {
        return verbs.run(
                PROOF_REFUSED,
                Call.of(request.caller()),
                call -> flows.checkReset().link(request, call));
    }

    @Override
    public PasswordReset finishPasswordReset(FinishPasswordReset request) {
        return verbs.run(
                PASSWORD_REFUSED,
                Call.showing(request.proof(), request.caller()),
                call -> flows.finishReset().run(request, call));
    }

    @Override
    public LiveLink checkInvitationLink(CheckInvitationLink request) {
        return verbs.run(
                PROOF_REFUSED,
                Call.of(request.caller()),
                call -> flows.acceptInvitation().check(request, call));
    }

    @Override
    public User acceptInvitation(AcceptInvitation request) {
        return verbs.run(
                PASSWORD_REFUSED,
                Call.of(request.caller()),
                call -> flows.acceptInvitation().run(request, call));
    }

    @Override
    public AccessClaims verifyAccessToken(String accessToken) {
        return verbs.runQuietly(Call.of(Caller.unknown()), call -> flows.guard().stateless(accessToken, call));
    }

    @Override
    public VerifiedSession verifySession(VerifySession request) {
        return verbs.run(
                TOKEN_REFUSED,
                Call.of(request.caller()),
                call -> flows.guard().strict(request.accessToken(), call).verified());
    }

    @Override
    public Account account() {
        return account;
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
    public boolean flush(Duration timeout) {
        if (timeout.isNegative() || timeout.compareTo(LONGEST_FLUSH) > 0) {
            throw new IllegalArgumentException("Set timeout between 0 and " + LONGEST_FLUSH);
        }
        return mailQueue.flush(timeout);
    }

    @Override
    public void close() {
        housekeeper.close();
        hashing.close();
        mailQueue.close();
    }
}
