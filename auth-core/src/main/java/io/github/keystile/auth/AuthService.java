package io.github.keystile.auth;

import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.user.User;
import java.time.Duration;

/**
 * The whole life of an e-mail account, as a list of verbs.
 *
 * <p>Every verb answers with its result, refuses with an {@link io.github.keystile.auth.error.AuthException} whose
 * code can be branched on, or fails with an {@link io.github.keystile.auth.error.AuthInfrastructureException} when
 * database or mail server are broken. A failed verb has given nobody anything and left
 * nothing half done. Make the same request again: it succeeds, or is refused with {@code TOO_MANY_REQUESTS} for a while, or
 * because what it was to do is done, such as a user who exists by now, with the password of the request; or, where the store
 * failed between using a proof up and what the proof is for, because it is used up, and another one can be asked for.
 * A null argument is a {@link NullPointerException}; no other text, however strange, is more than a refusal.
 *
 * <p>Every verb leaves an {@link io.github.keystile.auth.event.AuthEvent} when it refuses, and when it succeeded in more
 * than looking.
 *
 * <p>Any verb that asks for a proof or a password may refuse with {@code TOO_MANY_REQUESTS}; any that hashes a
 * password with {@code BUSY}, in which case nothing was counted against anybody, but that a {@link
 * io.github.keystile.auth.password.BreachChecker} was asked, and every proof is as good as before.
 *
 * <p>To decorate a service, implement this interface and hand each verb on. There is no base class that does so, on
 * purpose: a verb that a later version adds would pass through it unseen.
 *
 * <p>Safe for use by many threads; one instance serves an application. Calls block: on databases, and for a fifth
 * of a second of one processor where a password is hashed. Never call from an event loop.
 *
 * <p><b>Security guarantees.</b> One-time proofs work once, whatever the number of threads and processes. Guesses
 * are counted before they are compared. Whatever carries an epoch older than its user's is dead. No result,
 * refusal, event or log line holds a password, hash, code or key.
 */
public interface AuthService extends AutoCloseable {
    /**
     * Begins to build a service. These three are all that is required.
     *
     * @param secret the root secret that all keys are derived from
     * @param stores where users, challenges, sessions and limits are kept
     * @param mailer what hands mails over
     * @return a builder with safe defaults
     */
    static AuthServiceBuilder builder(RootSecret secret, AuthStores stores, Mailer mailer) {
        return new AuthServiceBuilder(secret, stores, mailer);
    }

    /**
     * Begins a signup: keeps what was asked for and mails a code. No user exists before the code arrives. If
     * the address has an account, the answer is the same and the mail says so instead (uniform), or the call is
     * refused with {@code EMAIL_TAKEN} (explicit). A later request for the same address never replaces this one.
     *
     * @param request address, password and profile
     * @return what the asking browser must hold on to
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_EMAIL}, {@code INVALID_USERNAME}, {@code
     *     PASSWORD_…}, {@code EMAIL_TAKEN}
     */
    ChallengeStarted startSignup(StartSignup request);

    /**
     * Finishes a signup with its code: makes the user, with a verified address, and signs them in.
     *
     * @param request the code, and what else is said
     * @return the new user and their first session
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_CODE} and, under explicit disclosure,
     *     {@code CODE_EXPIRED} or {@code TOO_MANY_ATTEMPTS}; {@code USERNAME_TAKEN} or {@code INVALID_USERNAME},
     *     which leave the code usable; {@code EMAIL_TAKEN} if another signup for the address was finished first
     */
    SignedUp finishSignup(FinishSignup request);

    /**
     * Mails a new code for a challenge of any purpose, and renews its expiry. The old code is worth nothing then;
     * codes of other challenges stay as they are.
     *
     * @param request which challenge
     * @return the same challenge
     * @throws io.github.keystile.auth.error.AuthException {@code CHALLENGE_NOT_FOUND}; {@code TOO_MANY_REQUESTS}
     *     with the time to wait
     */
    ChallengeStarted resendCode(ResendCode request);

    /**
     * Makes a user without any proof of the address, for applications that verify later or never. It answers {@code
     * EMAIL_TAKEN} under either disclosure, because it has no mailbox to tell the truth to.
     *
     * @param request address, password and profile
     * @return the new user, not signed in
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_EMAIL}, {@code INVALID_USERNAME}, {@code
     *     PASSWORD_…}, {@code EMAIL_TAKEN}, {@code USERNAME_TAKEN}
     */
    User registerUnverified(RegisterUnverified request);

    /**
     * Signs in with a password.
     *
     * @param request identifier and password
     * @return a new session
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_CREDENTIALS}; under explicit disclosure
     *     also {@code USER_NOT_FOUND}, {@code ACCOUNT_LOCKED}, {@code ACCOUNT_DISABLED}, {@code
     *     ACCOUNT_NOT_VERIFIED}
     */
    SignedIn login(Login request);

    /**
     * Exchanges a refresh token for new tokens. The token shown is spent; for the grace it is still answered with
     * its successor, so that two tabs that refresh at once both go on. After the grace, too, the token before the
     * current one is answered once more, in place of an answer that was lost on its way, and the token in that answer
     * is worth nothing from then on. Whatever is older, or was passed over like this, counts as stolen: the session
     * ends (RFC 9700 section 4.14). A thief inside the grace shares the successor until one of the two falls out of
     * step; a stolen predecessor works until its owner refreshes next. Nothing that only a lagging read tells ends a
     * session. Clients that refresh twice at once keep the answer that comes last, and show nothing that came before
     * an answer which they kept.
     *
     * @param request the token
     * @return the same session with new tokens
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_TOKEN}, {@code TOKEN_EXPIRED}
     */
    SignedIn refresh(Refresh request);

    /**
     * Ends the session that a token names. Never refuses: a token that is expired, unknown or forged has no
     * effect.
     *
     * @param request the token
     */
    void logout(Logout request);

    /**
     * Mails a code or link that allows a new password. Changes nothing about the account. If there is none, the
     * answer is the same (uniform) or {@code USER_NOT_FOUND} (explicit).
     *
     * @param request whose password, and by what
     * @return what the asking browser must hold on to
     * @throws io.github.keystile.auth.error.AuthException {@code USER_NOT_FOUND}
     * @throws IllegalStateException for a link where no {@link ResetPolicy#linkPage} is set
     */
    ChallengeStarted startPasswordReset(StartPasswordReset request);

    /**
     * Exchanges a right code for a ticket, so that the new password can be asked for on another page. Costs an
     * attempt if wrong, none if right; the code may be shown again in the last step instead of the ticket.
     *
     * @param request the code
     * @return the ticket
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_CODE}; under explicit disclosure also
     *     {@code CODE_EXPIRED}, {@code TOO_MANY_ATTEMPTS}, {@code USER_NOT_FOUND}
     */
    ResetTicket checkPasswordResetCode(CheckPasswordResetCode request);

    /**
     * Tells whether a mailed link is still good, so that the page behind it can say so. Consumes nothing: mail
     * scanners open links too.
     *
     * @param request the link's token
     * @return until when it is good
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_LINK}
     */
    LiveLink checkPasswordResetLink(CheckPasswordResetLink request);

    /**
     * Sets a new password: the proof is consumed, every session, code, link and ticket of the user ends, the
     * address counts as verified, the lockout ends, a notice is mailed.
     *
     * @param request the proof and the new password
     * @return the user, signed in only if {@link ResetPolicy#signIn} says so
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_CODE}, {@code INVALID_TICKET} or {@code
     *     INVALID_LINK}, as the proof was; under explicit disclosure also {@code CODE_EXPIRED}, {@code
     *     TOO_MANY_ATTEMPTS}, {@code USER_NOT_FOUND}; {@code PASSWORD_…}, which leave the proof usable
     */
    PasswordReset finishPasswordReset(FinishPasswordReset request);

    /**
     * Checks the link of an invitation without consuming it, however often it is opened.
     *
     * @param request the link's token
     * @return until when it is good
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_LINK}
     */
    LiveLink checkInvitationLink(CheckInvitationLink request);

    /**
     * Sets the first password of somebody who was invited with {@link Users#invite}: the address counts as verified, the
     * invitation is worth nothing any more. Nobody is signed in by it.
     *
     * @param request the link's token and the password
     * @return the user
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_LINK}; {@code BUSY} and {@code PASSWORD_…}, which
     *     leave the invitation usable
     */
    User acceptInvitation(AcceptInvitation request);

    /**
     * Checks an access token by itself, without any database. It does not notice, until the token expires, that
     * the session has ended or the user was disabled; use {@link #verifySession} where that matters. It only computes,
     * so it takes no request and leaves no event.
     *
     * @param accessToken any text is taken and may be refused
     * @return what the token says
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_TOKEN}, {@code TOKEN_EXPIRED}
     */
    AccessClaims verifyAccessToken(String accessToken);

    /**
     * Checks an access token, its session and its user: alive, allowed in, of the current epoch. Reads two rows.
     *
     * @param request the token
     * @return user and session as they are now
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_TOKEN}, {@code TOKEN_EXPIRED}
     */
    VerifiedSession verifySession(VerifySession request);

    /**
     * What somebody who is signed in does to their own account.
     *
     * @return the verbs on one's own account
     */
    Account account();

    /**
     * Looks users up and changes them. The application decides who may call it.
     *
     * @return the verbs on users
     */
    Users users();

    /**
     * Deletes what expired long enough ago, in bounded batches with pauses, until nothing of it is left; an interrupt ends
     * it early. Runs by itself every ten minutes unless the service was built with {@code withoutHousekeeping()}. A run
     * that takes longer than that tells the listeners ({@code HOUSEKEEPING_BEHIND}).
     *
     * @return how many rows were deleted
     */
    int purgeExpired();

    /**
     * Waits until the mails of all calls that have returned are sent or given up, those that wait for another try included:
     * for platforms that stop the process once a request is answered.
     *
     * <p>Call it when the answer is out. A call about nobody mails nothing, so whoever sees how long this takes sees who has
     * an account: where the answer leaves last, let each call last the whole timeout, whatever this says.
     *
     * @param timeout 0 to 5 minutes
     * @return whether none of them is left; false too if the thread is interrupted, which it stays. After {@link #close}
     *     none is left
     * @throws IllegalArgumentException if the timeout is out of range
     */
    boolean flush(Duration timeout);

    /**
     * Stops housekeeping, refuses with {@code BUSY} who waits to hash, lets the hashes end that run, and sends the mails
     * that wait, all of it for a bounded time. Does not close the stores. Verbs that hash or mail are misuse from then on,
     * an {@link IllegalStateException}; those that only look may go on.
     */
    @Override
    void close();
}
