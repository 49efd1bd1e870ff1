package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a stranger may suspect behind an address and a username. */
enum Suspect {
    NOBODY,
    SOMEBODY,
    UNVERIFIED,
    WITHOUT_PASSWORD,
    WITH_AN_UNUSABLE_HASH,
    DISABLED,
    WAITS_FOR_HIS_CODE,
    /** Compared with somebody who is locked: that an identifier is locked says that it was guessed at, not more. */
    LOCKED_NOBODY,
    LOCKED;

    boolean hasAccount() {
        return this != NOBODY && this != WAITS_FOR_HIS_CODE && this != LOCKED_NOBODY;
    }

    boolean isLocked() {
        return this == LOCKED || this == LOCKED_NOBODY;
    }

    boolean mayReset() {
        return hasAccount() && this != DISABLED;
    }

    void plant(Stranger stranger) {
        if (hasAccount()) {
            stranger.users().insert(stored(stranger));
        }
        if (this == WAITS_FOR_HIS_CODE) {
            stranger.startSignup(Stranger.PASSWORD, Caller.unknown());
        }
        if (isLocked()) {
            for (int i = 0; i < 10; i++) {
                stranger.isLetIn("not the password");
            }
        }
    }

    private StoredUser stored(Stranger stranger) {
        User user = new User(
                Fresh.id(),
                stranger.email(),
                stranger.username(),
                this != UNVERIFIED,
                this == DISABLED ? UserStatus.DISABLED : UserStatus.ACTIVE,
                Set.of("user"),
                Attributes.none(),
                stranger.clock().instant());
        return new StoredUser(user, hash(stranger), 0, 0);
    }

    private @Nullable String hash(Stranger stranger) {
        return switch (this) {
            case WITHOUT_PASSWORD -> null;
            case WITH_AN_UNUSABLE_HASH -> "{unknown}hash";
            default -> stranger.hash(Stranger.PASSWORD);
        };
    }
}
