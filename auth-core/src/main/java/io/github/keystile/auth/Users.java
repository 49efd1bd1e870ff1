package io.github.keystile.auth;

import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Looks users up and changes them, on behalf of an application that has checked who asks: after {@link
 * AuthService#verifySession}, never after a stateless check.
 *
 * <p>Every changing verb throws an {@link io.github.keystile.auth.error.AuthException} with {@code USER_NOT_FOUND}
 * for an unknown id. Changes are never lost to one another: a verb that meets another one starts again from what
 * that one left.
 */
public interface Users {
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
     * Changes the attributes.
     *
     * @param id the user
     * @param change from the present attributes to the new ones; may be called more than once
     * @return the user as stored
     */
    User updateAttributes(String id, UnaryOperator<Attributes> change);

    /**
     * Sets the username.
     *
     * @param id the user
     * @param username the new name
     * @return the user as stored
     * @throws io.github.keystile.auth.error.AuthException {@code INVALID_USERNAME}, {@code USERNAME_TAKEN}
     */
    User setUsername(String id, String username);

    /**
     * Sets the roles. Access tokens carry them from the next refresh on.
     *
     * @param id the user
     * @param roles all roles from now on
     * @return the user as stored
     * @throws IllegalArgumentException as {@link User} says
     */
    User setRoles(String id, Set<String> roles);

    /**
     * Forbids signing in and ends every session, code and link.
     *
     * @param id the user
     * @return the user as stored
     */
    User disable(String id);

    /**
     * Allows signing in again. Nothing from before comes back to life.
     *
     * @param id the user
     * @return the user as stored
     */
    User enable(String id);

    /**
     * Ends every session, code and link of the user.
     *
     * @param id the user
     */
    void logoutEverywhere(String id);

    /**
     * Lists the live sessions of the user, the newest first, at most 100.
     *
     * @param id the user; an unknown one has none
     * @return the sessions
     */
    List<SessionInfo> sessions(String id);

    /**
     * Deletes the user with every session, code and link. Whoever signs up with the address later is somebody
     * else.
     *
     * @param id the user
     */
    void delete(String id);
}
