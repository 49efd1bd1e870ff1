package io.github.keystile.auth.internal.users;

import io.github.keystile.auth.SetPassword;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.AccountFacts;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.CanonicalPassword;
import io.github.keystile.auth.internal.kernel.HashGate;
import io.github.keystile.auth.internal.kernel.PasswordAftermath;
import io.github.keystile.auth.internal.kernel.PasswordRules;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Proof;
import java.time.Clock;

/**
 * Sets somebody's password on an operator's word. It proves no mailbox, and follows the rules and has the consequences
 * of any other new password.
 */
public final class SetPasswordFlow {
    private static final int MOST_TRIES = 50;

    private final PasswordRules passwords;
    private final HashGate hashing;
    private final UserStore users;
    private final PasswordAftermath aftermath;
    private final Clock clock;

    public SetPasswordFlow(
            PasswordRules passwords, HashGate hashing, UserStore users, PasswordAftermath aftermath, Clock clock) {
        this.passwords = passwords.named("newPassword");
        this.hashing = hashing;
        this.users = users;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    User run(SetPassword request, Call call) {
        CanonicalPassword password = passwords.checkAlone(request.newPassword());
        User user = find(request.userId()).user();
        passwords.checkFor(password, user.email(), user.username());
        passwords.checkBreaches(password, user.id(), call, clock.instant());
        String hash = hashing.hash(password, call);
        StoredUser after = set(request.userId(), hash);
        aftermath.settle(AuthEventType.PASSWORD_SET, after, call, clock.instant());
        return after.user();
    }

    /** Whoever raised the epoch meanwhile may have written facts, which must not be lost. */
    private StoredUser set(String id, String hash) {
        for (int i = 0; i < MOST_TRIES; i++) {
            StoredUser before = find(id);
            String facts = AccountFacts.of(before).withMustReset(false).text();
            NewPassword password = new NewPassword(hash, facts, Proof.PASSWORD);
            if (users.setPassword(id, before.epoch(), password)) {
                return before.afterPassword(password);
            }
        }
        throw new StoreException("set the password of a user whom others keep changing", null);
    }

    private StoredUser find(String id) {
        return users.findById(id).orElseThrow(() -> AuthException.of(AuthError.USER_NOT_FOUND));
    }
}
