package io.github.keystile.auth;

import io.github.keystile.auth.user.User;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A signup was finished: there is an account.
 *
 * @param user whose
 * @param signedIn their first session; null where their account asks for more than the code, so that a signup never opens
 *     what a login would not
 */
public record SignedUp(User user, @Nullable SignedIn signedIn) {
    public SignedUp {
        Objects.requireNonNull(user, "user");
    }
}
