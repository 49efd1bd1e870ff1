package io.github.keystile.auth.internal.login;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.UnreadableRowException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.CanonicalPassword;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.HashGate;
import io.github.keystile.auth.internal.kernel.Identifier;
import io.github.keystile.auth.internal.kernel.Limits;
import io.github.keystile.auth.internal.kernel.PasswordRules;
import io.github.keystile.auth.internal.kernel.PendingSignup;
import io.github.keystile.auth.internal.kernel.PendingSignups;
import io.github.keystile.auth.internal.kernel.Refusals;
import io.github.keystile.auth.internal.kernel.Secrets;
import io.github.keystile.auth.internal.kernel.SignIn;
import io.github.keystile.auth.password.PasswordHasher.Match;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs in with a password.
 *
 * <ol>
 *   <li>a permit to hash
 *   <li>find the user
 *   <li>limits: the password counts as wrong until it has proven right
 *   <li>exactly one hash; a dummy for unknown, hashless and locked
 *   <li>the status check
 *   <li>rehash by compare-and-set if the cost was raised
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
    }

    public SignedIn run(Login request) {
        Identifier identifier = Identifier.parse(request.identifier());
        Optional<CanonicalPassword> password = passwords.shown(request.password());
        try (HashGate.Permit permit = hashing.enter()) {
            Instant now = clock.instant();
            Optional<StoredUser> found;
            try {
                found = identifier.find(users);
            } catch (UnreadableRowException row) {
                throw refuseUnreadable(row, identifier, permit, request.caller(), now);
            }
            String account = found.map(StoredUser::id).orElseGet(() -> secrets.pseudonym(identifier));
            Limits.Taking taking = limits.passwordCheck(account, request.caller(), now);
            Optional<Duration> locked = taking.locked();
            if (locked.isPresent()) {
                permit.burn();
                throw refuseLocked(found, locked.get(), request.caller());
            }
            if (found.isEmpty()) {
                throw refuseUnknown(identifier, taking, password, permit, request.caller(), now);
            }
            StoredUser user = found.get();
            verify(user, password, permit, request.caller());
            limits.clear(taking, now);
            rehash(user, password, permit);
            SignedIn signedIn = signIn.open(user, request.caller(), now);
            events.aboutSession(AuthEventType.LOGGED_IN, user.id(), signedIn.sessionId(), request.caller());
            return signedIn;
        }
    }

    /** Like a wrong password, so that nobody is told whose row is broken; the event tells the operator. */
    private AuthException refuseUnreadable(
            UnreadableRowException row, Identifier identifier, HashGate.Permit permit, Caller caller, Instant now) {
        events.unreadable(row, row.rowId(), null, caller);
        Limits.Taking taking = limits.passwordCheck(secrets.pseudonym(identifier), caller, now);
        permit.burn();
        return taking.locked()
                .map(wait -> refuseLocked(Optional.empty(), wait, caller))
                .orElseGet(() -> refuse(row.rowId(), AuthError.INVALID_CREDENTIALS, caller));
    }

    private void verify(StoredUser user, Optional<CanonicalPassword> password, HashGate.Permit permit, Caller caller) {
        Match match = permit.verify(password, user.passwordHash());
        if (match == Match.UNUSABLE && user.passwordHash() != null) {
            events.about(AuthEventType.UNUSABLE_HASH, user, caller);
        }
        if (match != Match.MATCHES) {
            throw refuse(user.id(), AuthError.INVALID_CREDENTIALS, caller);
        }
        if (!SignIn.mayEnter(user)) {
            throw refuse(user.id(), AuthError.ACCOUNT_DISABLED, caller);
        }
    }

    private AuthException refuseUnknown(
            Identifier identifier,
            Limits.Taking taking,
            Optional<CanonicalPassword> password,
            HashGate.Permit permit,
            Caller caller,
            Instant now) {
        PendingSignup pending = refusals.explicit()
                ? identifier
                        .email()
                        .flatMap(email -> pendings.newestLive(email, caller, now))
                        .orElse(null)
                : null;
        Match match = permit.verify(password, pending == null ? null : pending.passwordHash());
        if (match != Match.MATCHES) {
            return refuse(null, AuthError.USER_NOT_FOUND, caller);
        }
        limits.clear(taking, now);
        return refuse(null, AuthError.ACCOUNT_NOT_VERIFIED, caller);
    }

    private AuthException refuseLocked(Optional<StoredUser> found, Duration wait, Caller caller) {
        String userId = found.map(StoredUser::id).orElse(null);
        AuthException refusal = refuse(userId, AuthError.ACCOUNT_LOCKED, caller);
        return refusal.code() == AuthError.ACCOUNT_LOCKED
                ? AuthException.retryAfter(AuthError.ACCOUNT_LOCKED, wait)
                : refusal;
    }

    private AuthException refuse(@Nullable String userId, AuthError why, Caller caller) {
        events.because(AuthEventType.LOGIN_FAILED, userId, caller, why.name());
        return refusals.of(AuthError.INVALID_CREDENTIALS, why);
    }

    private void rehash(StoredUser user, Optional<CanonicalPassword> password, HashGate.Permit permit) {
        String old = user.passwordHash();
        if (old != null && hashing.needsRehash(old)) {
            password.ifPresent(shown -> users.rehash(user.id(), old, permit.hash(shown)));
        }
    }
}
