package io.github.keystile.auth.internal;

import static io.github.keystile.auth.event.AuthEventType.CODE_REFUSED;
import static io.github.keystile.auth.event.AuthEventType.PASSWORD_REFUSED;
import static io.github.keystile.auth.event.AuthEventType.PROOF_REFUSED;
import static io.github.keystile.auth.event.AuthEventType.TOKEN_REFUSED;

import io.github.keystile.auth.Account;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.EndOtherSessions;
import io.github.keystile.auth.EndSession;
import io.github.keystile.auth.FinishEmailVerification;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.LogoutEverywhere;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.internal.email.EmailVerificationFlow;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.Verbs;
import io.github.keystile.auth.internal.password.ChangePasswordFlow;
import io.github.keystile.auth.internal.session.SessionsFlow;
import io.github.keystile.auth.user.User;
import java.util.List;

/** Hands every verb on one's own account to its flow. */
record AccountVerbs(
        ChangePasswordFlow passwords, EmailVerificationFlow verification, SessionsFlow sessions, Verbs verbs)
        implements Account {
    @Override
    public SignedIn changePassword(ChangePassword request) {
        return verbs.run(PASSWORD_REFUSED, Call.of(request.caller()), call -> passwords.run(request, call));
    }

    @Override
    public ChallengeStarted startEmailVerification(StartEmailVerification request) {
        return verbs.run(CODE_REFUSED, Call.of(request.caller()), call -> verification.start(request, call));
    }

    @Override
    public User finishEmailVerification(FinishEmailVerification request) {
        return verbs.run(PROOF_REFUSED, Call.of(request.caller()), call -> verification.finish(request, call));
    }

    @Override
    public List<SessionInfo> sessions(ListSessions request) {
        return verbs.run(TOKEN_REFUSED, Call.of(request.caller()), call -> sessions.list(request, call));
    }

    @Override
    public void endSession(EndSession request) {
        verbs.act(TOKEN_REFUSED, Call.of(request.caller()), call -> sessions.endOne(request, call));
    }

    @Override
    public void endOtherSessions(EndOtherSessions request) {
        verbs.act(TOKEN_REFUSED, Call.of(request.caller()), call -> sessions.endOthers(request, call));
    }

    @Override
    public void logoutEverywhere(LogoutEverywhere request) {
        verbs.act(TOKEN_REFUSED, Call.of(request.caller()), call -> sessions.everywhere(request, call));
    }
}
