package io.github.keystile.auth;

import io.github.keystile.auth.user.User;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A password was reset; every earlier session and proof of the user has ended.
 *
 * @param user whose
 * @param signedIn a new session; null unless {@link ResetPolicy#signIn} says so
 */
public record PasswordReset(User user, @Nullable SignedIn signedIn) {
    public PasswordReset {
        Objects.requireNonNull(user, "user");
    }
}
