package io.github.keystile.auth.internal.users;

import io.github.keystile.auth.CreateUser;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.CanonicalPassword;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.HashGate;
import io.github.keystile.auth.internal.kernel.Inputs;
import io.github.keystile.auth.internal.kernel.NewUsers;
import io.github.keystile.auth.internal.kernel.PasswordRules;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.Username;
import java.time.Clock;
import java.util.Set;

/** Makes an account on an operator's word. */
public final class CreateUserFlow {
    private final PasswordRules passwords;
    private final HashGate hashing;
    private final NewUsers users;
    private final Events events;
    private final Clock clock;

    public CreateUserFlow(PasswordRules passwords, HashGate hashing, NewUsers users, Events events, Clock clock) {
        this.passwords = passwords;
        this.hashing = hashing;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    User run(CreateUser request, Call call) {
        EmailAddress email = Inputs.email(request.email());
        Username username = Inputs.usernameOrNull(request.profile().username());
        CanonicalPassword password = passwords.checkAlone(request.password());
        passwords.checkFor(password, email, username);
        passwords.checkBreaches(password, email.key(), call, clock.instant());
        String hash = hashing.hash(password, call);
        User user = new User(
                users.nextId(),
                email,
                username,
                false,
                UserStatus.ACTIVE,
                Set.of(),
                request.profile().attributes(),
                clock.instant());
        StoredUser stored = new StoredUser(user, hash, 0, 0);
        users.insert(stored, call);
        events.tell(AuthEventType.USER_CREATED, call.about(stored));
        return user;
    }
}
