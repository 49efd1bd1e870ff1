package io.github.keystile.auth.internal.signup;

import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.CanonicalPassword;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.HashGate;
import io.github.keystile.auth.internal.kernel.Identifier;
import io.github.keystile.auth.internal.kernel.Inputs;
import io.github.keystile.auth.internal.kernel.Limits;
import io.github.keystile.auth.internal.kernel.NewUsers;
import io.github.keystile.auth.internal.kernel.Newcomers;
import io.github.keystile.auth.internal.kernel.PasswordRules;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
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
    private final Newcomers newcomers;
    private final NewUsers users;
    private final Events events;
    private final Clock clock;

    public RegisterFlow(
            PasswordRules passwords,
            HashGate hashing,
            Limits limits,
            Newcomers newcomers,
            NewUsers users,
            Events events,
            Clock clock) {
        this.passwords = passwords;
        this.hashing = hashing;
        this.clock = clock;
        this.limits = limits;
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
                users.nextId(),
                email,
                username,
                false,
                UserStatus.ACTIVE,
                newcomers.roles(),
                request.profile().attributes(),
                clock.instant());
        StoredUser stored = new StoredUser(user, hash, 0, 0);
        users.insert(stored, call);
        events.tell(AuthEventType.REGISTERED_UNVERIFIED, call.about(stored));
        return user;
    }
}
