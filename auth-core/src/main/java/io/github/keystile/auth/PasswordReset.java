package io.github.keystile.auth;

import io.github.keystile.auth.user.User;
import java.util.Objects;
import java.util.Optional;

/**
 * A password was reset; every earlier session and proof of the user is dead.
 *
 * @param user whose
 * @param signedIn a new session, if {@link ResetPolicy#signIn} says so
 */
public record PasswordReset(User user, Optional<SignedIn> signedIn) {
    public PasswordReset {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(signedIn, "signedIn");
    }
}
