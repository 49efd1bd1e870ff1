package io.github.keystile.auth.internal.password;

import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.CanonicalPassword;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.HashGate;
import io.github.keystile.auth.internal.kernel.Limits;
import io.github.keystile.auth.internal.kernel.LockNotices;
import io.github.keystile.auth.internal.kernel.PasswordAftermath;
import io.github.keystile.auth.internal.kernel.PasswordRules;
import io.github.keystile.auth.internal.kernel.Refused;
import io.github.keystile.auth.internal.kernel.SessionGuard;
import io.github.keystile.auth.internal.kernel.SignIn;
import io.github.keystile.auth.internal.kernel.Taking;
import io.github.keystile.auth.password.PasswordHasher.Match;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Proof;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sets a new password for someone who knows the old one.
 *
 * <ol>
 *   <li>the strict session check
 *   <li>the password rules that do not depend on the account
 *   <li>wait while others show passwords for the same account
 *   <li>limits: throttled like a login
 *   <li>a turn in the queue, then compare the old password
 *   <li>the other password rules
 *   <li>another turn, then hash
 *   <li>set hash and raise the epoch in one statement: every session is dead with it
 *   <li>a new session for the device that asked
 * </ol>
 */
public final class ChangePasswordFlow {
    private final PasswordRules passwords;
    private final HashGate hashing;
    private final Limits limits;
    private final UserStore users;
    private final SignIn signIn;
    private final SessionGuard guard;
    private final PasswordAftermath aftermath;
    private final LockNotices locks;
    private final Events events;
    private final Clock clock;

    public ChangePasswordFlow(
            PasswordRules passwords,
            HashGate hashing,
            Limits limits,
            UserStore users,
            SignIn signIn,
            SessionGuard guard,
            PasswordAftermath aftermath,
            LockNotices locks,
            Events events,
            Clock clock) {
        this.passwords = passwords.named("newPassword");
        this.hashing = hashing;
        this.clock = clock;
        this.limits = limits;
        this.users = users;
        this.signIn = signIn;
        this.guard = guard;
        this.aftermath = aftermath;
        this.locks = locks;
        this.events = events;
    }

    public SignedIn run(ChangePassword request, Call call) {
        StoredUser before = guard.strict(request.accessToken(), call).user();
        CanonicalPassword password = passwords.checkAlone(request.newPassword());
        hashing.lineUp(before.id(), call);
        Instant begun = clock.instant();
        Taking taking = limits.passwordCheck(before.id(), call, begun);
        Optional<Duration> locked = taking.locked();
        if (locked.isPresent()) {
            throw refused(AuthException.retryAfter(AuthError.ACCOUNT_LOCKED, locked.get()));
        }
        verify(before, request, taking, call, begun);
        limits.clear(taking);
        passwords.checkFor(password, before.user().email(), before.user().username());
        passwords.checkBreaches(password, before.id(), call, clock.instant());
        NewPassword set = new NewPassword(hashing.hash(password, call), before.facts(), Proof.PASSWORD);
        Instant now = clock.instant();
        if (!users.setPassword(before.id(), before.epoch(), set)) {
            throw SessionGuard.dead();
        }
        StoredUser after = before.afterPassword(set);
        aftermath.settle(AuthEventType.PASSWORD_CHANGED, after, call, now);
        return signIn.carry(after, call, now);
    }

    private void verify(StoredUser user, ChangePassword request, Taking taking, Call call, Instant now) {
        Match match = hashing.verify(passwords.shown(request.currentPassword()), user.passwordHash(), call);
        if (match == Match.UNUSABLE && user.passwordHash() != null) {
            events.tell(AuthEventType.UNUSABLE_HASH, call);
        }
        if (match != Match.MATCHES) {
            locks.wrong(taking, user, call, now);
            throw refused(AuthException.of(AuthError.INVALID_CREDENTIALS).withField("currentPassword"));
        }
    }

    private static Refused refused(AuthException told) {
        return new Refused(AuthEventType.LOGIN_FAILED, told);
    }
}
