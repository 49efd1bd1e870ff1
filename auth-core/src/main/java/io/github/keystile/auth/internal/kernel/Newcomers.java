package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.user.Username;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people who make an account themselves begin with, and the names that they cannot have. */
public final class Newcomers {
    private final SignupPolicy policy;

    public Newcomers(SignupPolicy policy) {
        this.policy = policy;
    }

    public Set<String> roles() {
        return policy.roles();
    }

    /** A reserved name is as good as taken. Everybody may know which they are, so it is said before anything is proven. */
    public @Nullable Username name(@Nullable String wished) {
        Username name = Inputs.usernameOrNull(wished);
        if (name != null && policy.reservedUsernames().contains(name.key())) {
            throw AuthException.of(AuthError.USERNAME_TAKEN);
        }
        return name;
    }
}
