package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.Username;
import java.time.Instant;

/**
 * Makes an account without proof of its address.
 *
 * <ol>
 *   <li>validate address, password and profile
 *   <li>a permit to hash, then limits
 *   <li>hash the password
 *   <li>insert the user: the store decides who gets address and username
 * </ol>
 */
final class RegisterFlow {
    private final Parts parts;

    RegisterFlow(Parts parts) {
        this.parts = parts;
    }

    User run(RegisterUnverified request) {
        EmailAddress email = Inputs.email(request.email());
        Username username = Inputs.usernameOrNull(request.profile().username());
        String password = parts.passwords().checkAlone(request.password());
        parts.passwords().checkFor(password, email, username);
        try (HashGate.Permit permit = parts.hashing().enterForSignup()) {
            Instant now = parts.now();
            parts.limits().registration(Identifier.of(email), request.caller(), now);
            User user = new User(
                    parts.userIds().next(),
                    email,
                    username,
                    false,
                    UserStatus.ACTIVE,
                    parts.settings().signupRoles(),
                    request.profile().attributes(),
                    now);
            StoredUser stored = new StoredUser(user, permit.hash(password), 0, 0);
            switch (parts.users().insert(stored)) {
                case INSERTED -> {}
                case SAME_ID -> checkOwn(stored, request.caller());
                case EMAIL_TAKEN -> throw AuthException.of(AuthError.EMAIL_TAKEN);
                case USERNAME_TAKEN -> throw AuthException.of(AuthError.USERNAME_TAKEN);
            }
            parts.events().about(AuthEventType.REGISTERED_UNVERIFIED, stored, request.caller());
            return user;
        }
    }

    /** A store that tried again after a lost answer finds its own row. */
    private void checkOwn(StoredUser wished, Caller caller) {
        boolean own = parts.users()
                .findById(wished.id())
                .filter(found -> NewUserIds.isOwn(found, wished))
                .isPresent();
        if (!own) {
            throw parts.userIds().repeated(wished, caller);
        }
    }
}
