package io.github.keystile.auth.internal.signup;

import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.CanonicalPassword;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.HashGate;
import io.github.keystile.auth.internal.kernel.Identifier;
import io.github.keystile.auth.internal.kernel.Inputs;
import io.github.keystile.auth.internal.kernel.Limits;
import io.github.keystile.auth.internal.kernel.NewUserIds;
import io.github.keystile.auth.internal.kernel.Newcomers;
import io.github.keystile.auth.internal.kernel.PasswordRules;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.Username;
import java.time.Clock;
import java.time.Instant;

/**
 * Makes an account without proof of its address.
 *
 * <ol>
 *   <li>validate address, password and profile
 *   <li>limits
 *   <li>a turn in the queue, then hash the password
 *   <li>insert the user: the store decides who gets address and username
 * </ol>
 */
public final class RegisterFlow {
    private final PasswordRules passwords;
    private final HashGate hashing;
    private final Limits limits;
    private final NewUserIds userIds;
    private final Newcomers newcomers;
    private final UserStore users;
    private final Events events;
    private final Clock clock;

    public RegisterFlow(
            PasswordRules passwords,
            HashGate hashing,
            Limits limits,
            NewUserIds userIds,
            Newcomers newcomers,
            UserStore users,
            Events events,
            Clock clock) {
        this.passwords = passwords;
        this.hashing = hashing;
        this.clock = clock;
        this.limits = limits;
        this.userIds = userIds;
        this.newcomers = newcomers;
        this.users = users;
        this.events = events;
    }

    public User run(RegisterUnverified request, Call call) {
        EmailAddress email = Inputs.email(request.email());
        Username username = newcomers.name(request.profile().username());
        CanonicalPassword password = passwords.checkAlone(request.password());
        passwords.checkFor(password, email, username);
        hashing.checkRoomForSignup(call);
        Instant begun = clock.instant();
        limits.registration(Identifier.of(email), call, begun);
        passwords.checkBreaches(password, email.key(), call, begun);
        String hash = hashing.hashForSignup(password, call);
        User user = new User(
                userIds.next(),
                email,
                username,
                false,
                UserStatus.ACTIVE,
                newcomers.roles(),
                request.profile().attributes(),
                clock.instant());
        StoredUser stored = new StoredUser(user, hash, 0, 0);
        switch (users.insert(stored)) {
            case INSERTED -> {}
            case SAME_ID -> checkOwn(stored, call);
            case EMAIL_TAKEN -> throw AuthException.of(AuthError.EMAIL_TAKEN);
            case USERNAME_TAKEN -> throw AuthException.of(AuthError.USERNAME_TAKEN);
        }
        events.tell(AuthEventType.REGISTERED_UNVERIFIED, call.about(stored));
        return user;
    }

    /** A store that tried again after a lost answer finds its own row. */
    private void checkOwn(StoredUser wished, Call call) {
        boolean own = users.findById(wished.id())
                .filter(found -> NewUserIds.isOwn(found, wished))
                .isPresent();
        if (!own) {
            throw userIds.repeated(wished, call);
        }
    }
}
