package io.github.keystile.auth;

import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.Username;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What new accounts begin with, and how signups are finished. Immutable; each {@code with…} gives another policy. */
public final class SignupPolicy {
    /** Who runs a service and its mailboxes (RFC 2142), and what programs write where there is no name. */
    private static final Set<String> RESERVED = checkNames(Set.of(
            "abuse",
            "admin",
            "administrator",
            "anonymous",
            "api",
            "help",
            "hostmaster",
            "info",
            "moderator",
            "no-reply",
            "noreply",
            "null",
            "postmaster",
            "root",
            "security",
            "staff",
            "support",
            "system",
            "undefined",
            "webmaster"));

    private final Set<String> roles;
    private final boolean finishByEmail;
    private final Set<String> reservedUsernames;

    private SignupPolicy(Set<String> roles, boolean finishByEmail, Set<String> reservedUsernames) {
        this.roles = roles;
        this.finishByEmail = finishByEmail;
        this.reservedUsernames = reservedUsernames;
    }

    /** No roles; signups are finished with the id of their challenge; a few names are reserved. */
    public static SignupPolicy ofDefaults() {
        return new SignupPolicy(Set.of(), false, RESERVED);
    }

    /** The roles that new users begin with: at most 32 names as {@link User} allows them, sorted, unmodifiable. */
    public Set<String> roles() {
        return roles;
    }

    /**
     * This policy with other {@link #roles}. The builder refuses to build with roles that no access token can carry.
     *
     * @throws IllegalArgumentException if there are too many or one has a forbidden name
     */
    public SignupPolicy withRoles(Set<String> value) {
        return new SignupPolicy(User.checkRoles(value), finishByEmail, reservedUsernames);
    }

    /**
     * Whether signups may be finished by address and code alone, for clients that cannot keep the id of a challenge. An
     * address for which two different passwords were tried within two lifetimes of a code then needs the id all the
     * same.
     */
    public boolean finishByEmail() {
        return finishByEmail;
    }

    /** This policy with another {@link #finishByEmail}. */
    public SignupPolicy withFinishByEmail(boolean value) {
        return new SignupPolicy(roles, value, reservedUsernames);
    }

    /**
     * Usernames that nobody picks for themselves: a signup is refused with {@code USERNAME_TAKEN}. Whoever has one keeps
     * it, and {@link Users} may give one. Compared in lower case; sorted, unmodifiable. Default: {@code admin}, {@code
     * root}, {@code support}, {@code null} and a few more.
     */
    public Set<String> reservedUsernames() {
        return reservedUsernames;
    }

    /**
     * This policy with other {@link #reservedUsernames}, for instance the first parts of the application's own addresses.
     *
     * @throws IllegalArgumentException if one is no username, since nobody could pick it anyway
     */
    public SignupPolicy withReservedUsernames(Set<String> value) {
        return new SignupPolicy(roles, finishByEmail, checkNames(value));
    }

    private static Set<String> checkNames(Set<String> names) {
        return Collections.unmodifiableSortedSet(
                names.stream().map(Username::of).map(Username::key).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignupPolicy policy
                && roles.equals(policy.roles)
                && finishByEmail == policy.finishByEmail
                && reservedUsernames.equals(policy.reservedUsernames);
    }

    @Override
    public int hashCode() {
        return Objects.hash(roles, finishByEmail, reservedUsernames);
    }

    @Override
    public String toString() {
        return "SignupPolicy[roles=" + roles + ", finishByEmail=" + finishByEmail + ", reservedUsernames="
                + reservedUsernames + "]";
    }
}
