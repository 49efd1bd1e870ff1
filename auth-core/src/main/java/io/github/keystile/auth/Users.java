package io.github.keystile.auth;

import io.github.keystile.auth.user.User;
import java.util.List;
import java.util.Optional;

/**
 * Looks users up and changes them, on behalf of an application that has checked who asks: after {@link
 * AuthService#verifySession}, never after a stateless check.
 *
 * <p>Every changing verb throws an {@link io.github.keystile.auth.error.AuthException} with {@code USER_NOT_FOUND}
 * for an unknown id, and leaves an event whether it changed something or refused; {@link #actingAs} says who is named
 * in it. Looking leaves no event. Changes are never lost to one another: a verb that meets another one starts again
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
     * Tells what events call an identifier, to look for what somebody has tried: the events of mistyped logins name no
     * user.
     *
     * @param identifier an e-mail address or username, as somebody types it
     * @return the {@link io.github.keystile.auth.event.AuthEvent#identifier()} of its events; the same for all spellings
     *     of one address or name, another one under another root secret
     */
    String pseudonym(String identifier);

    /**
     * Lists the live sessions of the user, the newest first, at most 100.
     *
     * @param userId the user; an unknown one has none
     * @return the sessions
     */
    List<SessionInfo> sessions(String userId);

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
     * @throws IllegalArgumentException as {@link User} says
     */
    User setRoles(SetRoles request);

    /**
     * Forbids signing in and ends every session, code and link.
     *
     * @param request who
     * @return the user as stored
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
     * Lifts the lock after wrong passwords and the stop after wrong codes. What was mailed to the mailbox stays counted:
     * when it gets codes again is not up to an operator. Each time gives whoever guesses all guesses anew, so it works
     * five times in 24 hours for one account.
     *
     * @param request whose
     * @throws io.github.keystile.auth.error.AuthException {@code TOO_MANY_REQUESTS}
     */
    void unlock(UnlockUser request);

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
