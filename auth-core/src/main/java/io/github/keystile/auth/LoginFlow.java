package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.otp.PendingSignup;
import io.github.keystile.auth.password.PasswordHasher.Match;
import io.github.keystile.auth.user.StoredUser;
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
final class LoginFlow {
    private static final String NEVER_A_PASSWORD = "no password can be this one";

    private final Parts parts;
    private final PendingSignups pendings;

    LoginFlow(Parts parts, PendingSignups pendings) {
        this.parts = parts;
        this.pendings = pendings;
    }

    SignedIn run(Login request) {
        Identifier identifier = Identifier.parse(request.identifier());
        try (HashGate.Permit permit = parts.hashing().enter()) {
            Instant now = parts.now();
            Optional<StoredUser> found = identifier.find(parts.users());
            String account = found.map(StoredUser::id).orElseGet(() -> "?" + identifier.canonical());
            Limits.Taking taking = parts.limits().passwordCheck(account, request.caller(), now);
            Optional<Duration> locked = taking.locked();
            if (locked.isPresent()) {
                permit.verify(NEVER_A_PASSWORD, null);
                throw refuseLocked(found, locked.get(), request.caller());
            }
            if (found.isEmpty()) {
                throw refuseUnknown(identifier, taking, request, permit, now);
            }
            StoredUser user = found.get();
            verify(user, request, permit);
            parts.limits().clear(taking, now);
            rehash(user, request.password(), permit);
            SignedIn signedIn = parts.signIn().open(user, request.caller(), now);
            parts.events().aboutSession(AuthEventType.LOGGED_IN, user.id(), signedIn.sessionId(), request.caller());
            return signedIn;
        }
    }

    private void verify(StoredUser user, Login request, HashGate.Permit permit) {
        Match match = match(permit, request.password(), user.passwordHash());
        if (match == Match.UNUSABLE && user.passwordHash() != null) {
            parts.events().about(AuthEventType.UNUSABLE_HASH, user, request.caller());
        }
        if (match != Match.MATCHES) {
            throw refuse(user.id(), AuthError.INVALID_CREDENTIALS, request.caller());
        }
        if (!SignIn.mayEnter(user)) {
            throw refuse(user.id(), AuthError.ACCOUNT_DISABLED, request.caller());
        }
    }

    /** What can never be a password costs the same as one that is merely wrong. */
    private Match match(HashGate.Permit permit, String raw, @Nullable String storedHash) {
        Optional<String> canonical = parts.passwordPolicy().canonical(raw);
        if (canonical.isPresent()) {
            return permit.verify(canonical.get(), storedHash);
        }
        permit.verify(NEVER_A_PASSWORD, null);
        return Match.DIFFERS;
    }

    private AuthException refuseUnknown(
            Identifier identifier, Limits.Taking taking, Login request, HashGate.Permit permit, Instant now) {
        PendingSignup pending = parts.explicit()
                ? identifier
                        .email()
                        .flatMap(email -> pendings.newestLive(email, now))
                        .orElse(null)
                : null;
        Match match = match(permit, request.password(), pending == null ? null : pending.passwordHash());
        if (pending == null) {
            return refuse(null, AuthError.USER_NOT_FOUND, request.caller());
        }
        if (match != Match.MATCHES) {
            return refuse(null, AuthError.USER_NOT_FOUND, request.caller());
        }
        parts.limits().clear(taking, now);
        return refuse(null, AuthError.ACCOUNT_NOT_VERIFIED, request.caller());
    }

    private AuthException refuseLocked(Optional<StoredUser> found, Duration wait, Caller caller) {
        String userId = found.map(StoredUser::id).orElse(null);
        AuthException refusal = refuse(userId, AuthError.ACCOUNT_LOCKED, caller);
        return refusal.code() == AuthError.ACCOUNT_LOCKED
                ? AuthException.retryAfter(AuthError.ACCOUNT_LOCKED, wait)
                : refusal;
    }

    private AuthException refuse(@Nullable String userId, AuthError why, Caller caller) {
        parts.events().because(AuthEventType.LOGIN_FAILED, userId, caller, why.name());
        return parts.refusal(AuthError.INVALID_CREDENTIALS, why);
    }

    private void rehash(StoredUser user, String raw, HashGate.Permit permit) {
        String old = user.passwordHash();
        if (old != null && parts.hashing().needsRehash(old)) {
            parts.passwordPolicy()
                    .canonical(raw)
                    .ifPresent(password -> parts.users().rehash(user.id(), old, permit.hash(password)));
        }
    }
}
