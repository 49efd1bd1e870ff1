package io.github.keystile.auth.user;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user with what only stores and flows may see.
 *
 * <p><b>Security guarantees.</b> {@link #toString()} shows neither the hash nor anything of the person.
 *
 * @param user what applications see
 * @param passwordHash as made by the {@code PasswordHasher}, at most 255 ASCII characters; null for an account
 *     without a password
 * @param version raised by one by every write of this user; starts at 0
 * @param epoch raised by one whenever hash, e-mail or status change or the user is logged out everywhere;
 *     sessions and challenges that carry an older one are dead; starts at 0
 */
public record StoredUser(User user, @Nullable String passwordHash, long version, long epoch) {
    public StoredUser {
        Objects.requireNonNull(user, "user");
    }

    /**
     * The user's id.
     *
     * @return {@code user().id()}
     */
    public String id() {
        return user.id();
    }

    /**
     * The same account with other facts: hash, version and epoch stay.
     *
     * @param changed what applications see from now on
     * @return a new stored user
     */
    public StoredUser withUser(User changed) {
        return new StoredUser(changed, passwordHash, version, epoch);
    }

    @Override
    public String toString() {
        return "StoredUser[id=" + user.id() + ", version=" + version + ", epoch=" + epoch + "]";
    }
}
