package io.github.keystile.auth;

import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserCursor;
import java.util.List;
import java.util.Optional;

/**
 * Looks users up and changes them, on behalf of an application that has checked who asks: after {@link
 * AuthService#verifySession}, never after a stateless check.
 *
 * <p>Every changing verb throws an {@link io.github.keystile.auth.error.AuthException} with {@code USER_NOT_FOUND}
 * for an unknown id, and leaves an event whether it changed something or refused; {@link #actingAs} says who is named
 * in it. Looking leaves no event, but for {@link #diagnose}. Changes are never lost to one another: a verb that meets another one starts again
 * from what that one left.
 *
 * <p>Safe for use by many threads.
 */
public interface Users {
    /**
     * The same verbs, with somebody's name in every event: an administrator, a support desk, a nightly job.
     *
     * @param actor what they are called in the audit log, such as their user id; 1 to 100 printable ASCII characters
     * @return a view; this one stays as it is
     * @throws IllegalArgumentException for another text
     */
    Users actingAs(String actor);

    /**
     * Finds by id.
     *
     * @param id any text
     * @return the user, or empty
     */
    Optional<User> findById(String id);

    /**
     * Finds by e-mail address.
     *
     * @param email any text; one that is no address is unknown
     * @return the user, or empty
     */
    Optional<User> findByEmail(String email);

    /**
     * Finds by username.
     *
     * @param username any text; one that is no username is unknown
     * @return the user, or empty
     */
    Optional<User> findByUsername(String username);

    /**
     * Lists users by creation time, the oldest first; rows that cannot be read are left out.
     *
     * @param after {@link UserCursor#start()}, then {@link UserCursor#after(User)} of the last one of the page before
     * @param limit how many at most, 1 to 1000
     * @return the users; fewer than the limit only at the end
     * @throws IllegalArgumentException for another limit
     */
    List<User> page(UserCursor after, int limit);

    /**
     * Tells what events call an identifier, to look for what somebody has tried: the events of mistyped logins name no
     * user.
     *
     * @param identifier an e-mail address or username, as somebody types it
     * @return the {@link io.github.keystile.auth.event.AuthEvent#identifier()} of its events; the same for all spellings
     *     of one address or name, another one under another root secret
     */
    String pseudonym(String identifier);

    /**
     * Lists the live sessions of the user, the newest first.
     *
     * @param userId the user; an unknown one has none
     * @param after {@link SessionCursor#start()}, then the {@link SessionInfo#place} of the last one of the page before
     * @param limit how many at most, 1 to 1000
     * @return the sessions; fewer than the limit only at the end
     * @throws IllegalArgumentException for another limit
     */
    List<SessionInfo> sessions(String userId, SessionCursor after, int limit);

    /**
     * Changes the attributes.
     *
     * @param request whose and how
     * @return the user as stored
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_ATTRIBUTES}
     */
    User updateAttributes(UpdateAttributes request);

    /**
     * Sets the username.
     *
     * @param request whose and which
     * @return the user as stored
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_USERNAME}, {@code USERNAME_TAKEN}
     */
    User setUsername(SetUsername request);

    /**
     * Sets the roles. Access tokens carry them from the next refresh on.
     *
     * @param request whose and which
     * @return the user as stored
     * @throws IllegalArgumentException as {@link User} says, or if no access token could carry them: 4000 characters are
     *     the most, and then their owner could not sign in
     */
    User setRoles(SetRoles request);

    /**
     * Forbids signing in and ends every session, code and link. A ban with an end is over by itself: from then on {@link
     * User#status()} is active again, though nothing from before comes back to life.
     *
     * @param request who, until when and why
     * @return the user as stored
     * @throws IllegalArgumentException if the ban would be over already
     */
    User disable(DisableUser request);

    /**
     * Allows signing in again. Nothing from before comes back to life.
     *
     * @param request who
     * @return the user as stored
     */
    User enable(EnableUser request);

    /**
     * Makes an account, with a password that you pass on to its owner. Its address counts as unproven until {@link
     * #markEmailVerified}, or until its owner proves it.
     *
     * @param request whose
     * @return the user as stored
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_EMAIL}, {@code EMAIL_TAKEN}, {@code
     *     INVALID_USERNAME}, {@code USERNAME_TAKEN}, {@code BUSY}, or why the password is refused
     */
    User create(CreateUser request);

    /**
     * Makes an account without a password and mails a link that is good for days, {@link InvitePolicy#lifetime}: whoever
     * opens it chooses one with {@link AuthService#acceptInvitation}. An account that has no password yet and whose address
     * is not proven is invited again. Invitations from before are dead then, and as soon as one is accepted or the account
     * gets a password another way.
     *
     * @param request whom
     * @return the user as stored
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_EMAIL}, {@code EMAIL_TAKEN}, {@code
     *     INVALID_USERNAME}, {@code USERNAME_TAKEN}; {@code TOO_MANY_REQUESTS} when the mailbox has had enough
     * @throws IllegalStateException where no {@link InvitePolicy#linkPage} is set
     */
    User invite(InviteUser request);

    /**
     * Sets a password. It ends every session, code and link, lifts what {@link #unlock} lifts, and is told to the mailbox;
     * the rules are those of any new password. It does not prove the address, nor let anybody in who is disabled.
     *
     * @param request whose and which
     * @return the user as stored
     * @throws io.github.keystile.auth.error.AuthException {@code BUSY}, or why the password is refused
     */
    User setPassword(SetPassword request);

    /**
     * Ends every session, code and link, and refuses the password until another one is set by a mailed code or link, or
     * with {@link #setPassword}: for passwords that somebody else may know. Whoever shows the right one is refused with
     * {@code PASSWORD_RESET_REQUIRED}.
     *
     * @param request whose
     * @return the user as stored
     */
    User requireReset(RequireReset request);

    /**
     * Takes the address as proven, on the word of whoever asks.
     *
     * @param request whose
     * @return the user as stored
     */
    User markEmailVerified(MarkEmailVerified request);

    /**
     * Tells everything that keeps somebody from logging in. Writes nothing and counts nothing. Never put it behind a
     * public route: it tells who has an account, and how many guesses are left.
     *
     * @param request what they typed
     * @return how they stand; of an unknown identifier what is counted for it
     */
    Diagnosis diagnose(Diagnose request);

    /**
     * Lifts the lock after wrong passwords and the stop after wrong codes. What was mailed to the mailbox stays counted:
     * when it gets codes again is not up to an operator. Each time gives whoever guesses all guesses anew, so it works
     * five times in 24 hours for one account.
     *
     * @param request whose
     * @throws io.github.keystile.auth.error.AuthException {@code TOO_MANY_REQUESTS}
     */
    void unlock(UnlockUser request);

    /**
     * Ends one session. One that is over, or somebody else's, is no error.
     *
     * @param request whose and which
     */
    void endSession(EndUserSession request);

    /**
     * Ends every session, code and link of the user.
     *
     * @param request whose
     */
    void endSessions(EndUserSessions request);

    /**
     * Deletes the user with every session, code and link. Whoever signs up with the address later is somebody
     * else.
     *
     * @param request who
     */
    void delete(DeleteUser request);
}
