package io.github.keystile.auth.internal.login;

import io.github.keystile.auth.Login;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.UnreadableRowException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.AccountFacts;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.CanonicalPassword;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.HashGate;
import io.github.keystile.auth.internal.kernel.Identifier;
import io.github.keystile.auth.internal.kernel.Limits;
import io.github.keystile.auth.internal.kernel.LockNotices;
import io.github.keystile.auth.internal.kernel.PasswordRules;
import io.github.keystile.auth.internal.kernel.PendingSignup;
import io.github.keystile.auth.internal.kernel.PendingSignups;
import io.github.keystile.auth.internal.kernel.Refusals;
import io.github.keystile.auth.internal.kernel.Refused;
import io.github.keystile.auth.internal.kernel.Secrets;
import io.github.keystile.auth.internal.kernel.SignIn;
import io.github.keystile.auth.internal.kernel.Taking;
import io.github.keystile.auth.password.PasswordHasher.Match;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Signs in with a password.
 *
 * <ol>
 *   <li>find the user
 *   <li>wait while others show passwords for the same account
 *   <li>limits: the password counts as wrong until it has proven right
 *   <li>a turn in the queue, then exactly one hash; a dummy for unknown, hashless and locked
 *   <li>the status check
 *   <li>rehash by compare-and-set if the cost was raised, or at a later login if there is no turn for it
 *   <li>open a session
 * </ol>
 */
public final class LoginFlow {
    private final HashGate hashing;
    private final Secrets secrets;
    private final UserStore users;
    private final Limits limits;
    private final SignIn signIn;
    private final Events events;
    private final PasswordRules passwords;
    private final Refusals refusals;
    private final PendingSignups pendings;
    private final LockNotices locks;
    private final Clock clock;

    public LoginFlow(
            HashGate hashing,
            Secrets secrets,
            UserStore users,
            Limits limits,
            SignIn signIn,
            Events events,
            PasswordRules passwords,
            Refusals refusals,
            PendingSignups pendings,
            LockNotices locks,
            Clock clock) {
        this.hashing = hashing;
        this.secrets = secrets;
        this.clock = clock;
        this.users = users;
        this.limits = limits;
        this.signIn = signIn;
        this.events = events;
        this.passwords = passwords;
        this.refusals = refusals;
        this.pendings = pendings;
        this.locks = locks;
    }

    public SignedIn run(Login request, Call call) {
        Identifier identifier = Identifier.parse(request.identifier());
        Optional<CanonicalPassword> password = passwords.shown(request.password());
        Optional<StoredUser> found;
        try {
            found = identifier.find(users);
        } catch (UnreadableRowException row) {
            throw refuseUnreadable(row, identifier, call);
        }
        found.ifPresent(call::about);
        String account = found.map(StoredUser::id).orElseGet(() -> secrets.pseudonym(identifier));
        hashing.lineUp(account, call);
        Instant now = clock.instant();
        Taking taking = limits.passwordCheck(account, call, now);
        Optional<Duration> locked = taking.locked();
        if (locked.isPresent()) {
            hashing.burn(call);
            throw refuseLocked(locked.get());
        }
        if (found.isEmpty()) {
            throw refuseUnknown(identifier, taking, password, call, now);
        }
        StoredUser user = found.get();
        verify(user, taking, password, call, now);
        limits.clear(taking);
        rehash(user, password, call);
        SignedIn signedIn = signIn.admit(user, call, clock.instant());
        events.tell(AuthEventType.LOGGED_IN, call);
        return signedIn;
    }

    /** Like a wrong password, so that nobody is told whose row is broken; the event tells the operator. */
    private Refused refuseUnreadable(UnreadableRowException row, Identifier identifier, Call call) {
        events.unreadable(row, call.about(row.rowId()));
        String account = secrets.pseudonym(identifier);
        hashing.lineUp(account, call);
        Instant now = clock.instant();
        Taking taking = limits.passwordCheck(account, call, now);
        hashing.burn(call);
        locks.wrong(taking, identifier, call, now);
        return taking.locked().map(this::refuseLocked).orElseGet(() -> refuse(AuthError.INVALID_CREDENTIALS));
    }

    private void verify(StoredUser user, Taking taking, Optional<CanonicalPassword> password, Call call, Instant now) {
        Match match = hashing.verify(password, user.passwordHash(), call);
        if (match == Match.UNUSABLE && user.passwordHash() != null) {
            events.tell(AuthEventType.UNUSABLE_HASH, call);
        }
        boolean mustReset = AccountFacts.of(user).mustReset();
        if (match == Match.MATCHES && SignIn.mayEnter(user) && !mustReset) {
            return;
        }
        locks.wrong(taking, user, call, now);
        if (match != Match.MATCHES) {
            throw refuse(AuthError.INVALID_CREDENTIALS);
        }
        if (!SignIn.mayEnter(user)) {
            throw refuse(AuthError.ACCOUNT_DISABLED);
        }
        AuthError why = AuthError.PASSWORD_RESET_REQUIRED;
        throw refused(why, AuthException.of(why));
    }

    private Refused refuseUnknown(
            Identifier identifier, Taking taking, Optional<CanonicalPassword> password, Call call, Instant now) {
        PendingSignup pending = refusals.explicit()
                ? identifier
                        .email()
                        .flatMap(email -> pendings.newestLive(email, call, now))
                        .orElse(null)
                : null;
        Match match = hashing.verify(password, pending == null ? null : pending.passwordHash(), call);
        if (match != Match.MATCHES) {
            locks.wrong(taking, identifier, call, now);
            return refuse(AuthError.USER_NOT_FOUND);
        }
        limits.clear(taking);
        return refuse(AuthError.ACCOUNT_NOT_VERIFIED);
    }

    private Refused refuseLocked(Duration wait) {
        AuthError why = AuthError.ACCOUNT_LOCKED;
        return refusals.explicit() ? refused(why, AuthException.retryAfter(why, wait)) : refuse(why);
    }

    private Refused refuse(AuthError why) {
        return refused(why, refusals.of(AuthError.INVALID_CREDENTIALS, why));
    }

    private static Refused refused(AuthError why, AuthException told) {
        return new Refused(AuthEventType.LOGIN_FAILED, why.name(), told);
    }

    private void rehash(StoredUser user, Optional<CanonicalPassword> password, Call call) {
        String old = user.passwordHash();
        if (old != null && password.isPresent()) {
            hashing.rehash(password.get(), old, call).ifPresent(fresh -> users.rehash(user.id(), old, fresh));
        }
    }
}
