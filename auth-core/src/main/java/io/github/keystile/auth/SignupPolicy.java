package io.github.keystile.auth;

import io.github.keystile.auth.user.User;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What new accounts begin with, and how signups are finished. Immutable; each {@code with…} gives another policy. */
public final class SignupPolicy {
    private final Set<String> roles;
    private final boolean finishByEmail;

    private SignupPolicy(Set<String> roles, boolean finishByEmail) {
        this.roles = roles;
        this.finishByEmail = finishByEmail;
    }

    /** No roles; signups are finished with the id of their challenge. */
    public static SignupPolicy ofDefaults() {
        return new SignupPolicy(Set.of(), false);
    }

    /** The roles that new users begin with: at most 32 names as {@link User} allows them, sorted, unmodifiable. */
    public Set<String> roles() {
        return roles;
    }

    /**
     * This policy with other {@link #roles}.
     *
     * @throws IllegalArgumentException if there are too many or one has a forbidden name
     */
    public SignupPolicy withRoles(Set<String> value) {
        return new SignupPolicy(User.checkRoles(value), finishByEmail);
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
        return new SignupPolicy(roles, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignupPolicy policy
                && roles.equals(policy.roles)
                && finishByEmail == policy.finishByEmail;
    }

    @Override
    public int hashCode() {
        return Objects.hash(roles, finishByEmail);
    }

    @Override
    public String toString() {
        return "SignupPolicy[roles=" + roles + ", finishByEmail=" + finishByEmail + "]";
    }
}
