package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Replace;
import java.util.function.UnaryOperator;

/** Changes a user by compare-and-set on its version; whoever loses a race decides again on what the winner left. */
public final class UserChanges {
    private static final int MOST_TRIES = 50;

    private final UserStore users;

    public UserChanges(UserStore users) {
        this.users = users;
    }

    public StoredUser change(String id, UnaryOperator<StoredUser> change) {
        for (int i = 0; i < MOST_TRIES; i++) {
            StoredUser before = users.findById(id).orElseThrow(() -> AuthException.of(AuthError.USER_NOT_FOUND));
            StoredUser after = change.apply(before);
            Replace outcome = users.replace(after);
            if (outcome == Replace.EMAIL_TAKEN) {
                throw AuthException.of(AuthError.EMAIL_TAKEN);
            }
            if (outcome == Replace.USERNAME_TAKEN) {
                throw AuthException.of(AuthError.USERNAME_TAKEN);
            }
            if (outcome == Replace.REPLACED) {
                return before.afterReplace(after);
            }
        }
        throw new StoreException("change a user that others keep changing", null);
    }
}
