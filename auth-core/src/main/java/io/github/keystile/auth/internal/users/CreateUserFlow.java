package io.github.keystile.auth.internal.users;

import io.github.keystile.auth.CreateUser;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.CanonicalPassword;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.HashGate;
import io.github.keystile.auth.internal.kernel.Inputs;
import io.github.keystile.auth.internal.kernel.NewUserIds;
import io.github.keystile.auth.internal.kernel.PasswordRules;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.Username;
import java.time.Clock;
import java.util.Set;

/** Makes an account on an operator's word. */
public final class CreateUserFlow {
    private final PasswordRules passwords;
    private final HashGate hashing;
    private final NewUserIds userIds;
    private final UserStore users;
    private final Events events;
    private final Clock clock;

    public CreateUserFlow(
            PasswordRules passwords,
            HashGate hashing,
            NewUserIds userIds,
            UserStore users,
            Events events,
            Clock clock) {
        this.passwords = passwords;
        this.hashing = hashing;
        this.userIds = userIds;
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
                userIds.next(),
                email,
                username,
                false,
                UserStatus.ACTIVE,
                Set.of(),
                request.profile().attributes(),
                clock.instant());
        StoredUser stored = new StoredUser(user, hash, 0, 0);
        insert(stored, call);
        events.tell(AuthEventType.USER_CREATED, call.about(stored));
        return user;
    }

    private void insert(StoredUser stored, Call call) {
        switch (users.insert(stored)) {
            case INSERTED -> {}
            case SAME_ID -> checkOwn(stored, call);
            case EMAIL_TAKEN -> throw AuthException.of(AuthError.EMAIL_TAKEN);
            case USERNAME_TAKEN -> throw AuthException.of(AuthError.USERNAME_TAKEN);
        }
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
