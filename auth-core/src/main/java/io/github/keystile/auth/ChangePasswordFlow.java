package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.password.PasswordHasher.Match;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sets a new password for someone who knows the old one.
 *
 * <ol>
 *   <li>the strict session check
 *   <li>the password rules that do not depend on the account
 *   <li>a permit to hash, then limits: throttled like a login
 *   <li>compare the old password
 *   <li>the other password rules; hash
 *   <li>set hash and raise the epoch in one statement: every session is dead with it
 *   <li>a new session for the device that asked
 * </ol>
 */
final class ChangePasswordFlow {
    private final Parts parts;
    private final SessionGuard guard;
    private final PasswordAftermath aftermath;

    ChangePasswordFlow(Parts parts, SessionGuard guard, PasswordAftermath aftermath) {
        this.parts = parts;
        this.guard = guard;
        this.aftermath = aftermath;
    }

    SignedIn run(ChangePassword request) {
        Caller caller = request.caller();
        StoredUser before = guard.strict(request.accessToken()).user();
        String password = parts.passwords().checkAlone(request.newPassword());
        Instant now;
        StoredUser after;
        try (HashGate.Permit permit = parts.hashing().enter()) {
            now = parts.now();
            Optional<Duration> locked = parts.limits().passwordCheck(before.id(), caller, now);
            if (locked.isPresent()) {
                throw AuthException.retryAfter(AuthError.ACCOUNT_LOCKED, locked.get());
            }
            verify(before, request, permit);
            parts.limits().clearPasswords(before.id());
            parts.passwords()
                    .checkFor(password, before.user().email(), before.user().username());
            NewPassword set = new NewPassword(permit.hash(password), before.facts(), Proof.PASSWORD);
            if (!parts.users().setPassword(before.id(), before.epoch(), set)) {
                throw AuthException.of(AuthError.INVALID_TOKEN);
            }
            after = before.afterPassword(set);
        }
        aftermath.settle(AuthEventType.PASSWORD_CHANGED, after, caller, now);
        return parts.signIn().open(after, caller, now);
    }

    private void verify(StoredUser user, ChangePassword request, HashGate.Permit permit) {
        Optional<String> current = parts.passwordPolicy().canonical(request.currentPassword());
        Match match = current.isPresent() ? permit.verify(current.get(), user.passwordHash()) : Match.DIFFERS;
        if (match != Match.MATCHES) {
            parts.events()
                    .because(
                            AuthEventType.LOGIN_FAILED,
                            user.id(),
                            request.caller(),
                            AuthError.INVALID_CREDENTIALS.name());
            throw AuthException.of(AuthError.INVALID_CREDENTIALS);
        }
    }
}
