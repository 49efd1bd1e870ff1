package io.github.keystile.auth;

import io.github.keystile.auth.user.User;
import java.util.List;

/**
 * What somebody who is signed in does to their own account.
 *
 * <p>Every verb but {@link #finishEmailVerification} takes the access token of the session that asks, and checks it as
 * {@link AuthService#verifySession} does: {@code INVALID_TOKEN} or {@code TOKEN_EXPIRED} if it is not good any more.
 *
 * <p>Safe for use by many threads.
 */
public interface Account {
    /**
     * Sets a new password for someone who knows the old one. Every session of the user ends, this one is replaced,
     * a notice is mailed.
     *
     * @param request old and new password
     * @return a new session for the device that asked
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_CREDENTIALS}, counted like a failed login;
     *     {@code ACCOUNT_LOCKED}; {@code PASSWORD_…}
     */
    SignedIn changePassword(ChangePassword request);

    /**
     * Mails a code that proves the address of the user.
     *
     * @param request who
     * @return what the asking browser must hold on to
     */
    ChallengeStarted startEmailVerification(StartEmailVerification request);

    /**
     * Marks the address of an existing account as verified. Needs no session: the code says whose address it is.
     * The first proof ends every session of the account, the one that asked included: somebody else may have registered it.
     *
     * @param request the code
     * @return the user
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_CODE}; under explicit disclosure also
     *     {@code CODE_EXPIRED}, {@code TOO_MANY_ATTEMPTS}
     */
    User finishEmailVerification(FinishEmailVerification request);

    /**
     * Lists the live sessions of the user, in pages: this one first, then the newest.
     *
     * @param request who, and where the page begins
     * @return the sessions; fewer than the limit only at the end
     */
    List<SessionInfo> sessions(ListSessions request);

    /**
     * Ends one session of the user. One that has ended already, or is another user's, has no effect.
     *
     * @param request which
     */
    void endSession(EndSession request);

    /**
     * Ends all sessions of the user but this one.
     *
     * @param request who
     */
    void endOtherSessions(EndOtherSessions request);

    /**
     * Ends all sessions of the user, this one included, and every code and link.
     *
     * @param request who
     */
    void logoutEverywhere(LogoutEverywhere request);
}
