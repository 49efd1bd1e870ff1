package io.github.keystile.auth.user;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user with what only stores and flows may see.
 *
 * <p>What a user is after each write of a {@link UserStore} is said here and nowhere else: by {@link #afterReplace},
 * {@link #afterPassword}, {@link #afterRehash} and {@link #afterRaisedEpoch}. A store may call them, or compute the same
 * in its statements.
 *
 * <p><b>Security guarantees.</b> {@link #toString()} shows neither the hash nor the facts nor anything of the person.
 *
 * @param user what applications see
 * @param passwordHash as made by the {@code PasswordHasher}, 1 to 255 printable ASCII characters; null for an account
 *     without a password
 * @param version raised by one by every write of this user; starts at 0, never negative
 * @param epoch raised by one whenever hash, e-mail, status or facts change or the user is logged out everywhere;
 *     sessions and challenges that carry an older one are dead; starts at 0, never negative
 * @param facts what else Keystile knows about the account, in a form of its own that begins with its version: 1 to 2000
 *     printable ASCII characters, or null for nothing. Stores hand it back unread
 */
public record StoredUser(
        User user,
        @Nullable String passwordHash,
        long version,
        long epoch,
        @Nullable String facts) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a component is out of its limits; the message holds no value
     */
    public StoredUser {
        Objects.requireNonNull(user, "user");
        if (passwordHash != null) {
            checkHash(passwordHash);
        }
        if (facts != null) {
            checkFacts(facts);
        }
        if (version < 0 || epoch < 0) {
            throw new IllegalArgumentException("A version or epoch is never negative");
        }
    }

    /**
     * A user without facts.
     *
     * @param user what applications see
     * @param passwordHash the hash, or null for an account without a password
     * @param version 0 or more
     * @param epoch 0 or more
     * @throws IllegalArgumentException if a component is out of its limits; the message holds no value
     */
    public StoredUser(User user, @Nullable String passwordHash, long version, long epoch) {
        this(user, passwordHash, version, epoch, null);
    }

    /**
     * Checks a password hash as the constructor does, for stores that are given one alone.
     *
     * @param hash the hash
     * @return the same
     * @throws IllegalArgumentException if it is not 1 to 255 printable ASCII characters; the message does not hold it
     */
    public static String checkHash(String hash) {
        // An empty one is what some applications stored for nobody's password: it matches nothing.
        return hash.isEmpty() ? hash : Ascii.check("A password hash", hash, Ascii.MAX_HASH);
    }

    /**
     * Checks facts as the constructor does, for stores that want to know which column cannot be read.
     *
     * @param facts the facts
     * @return the same
     * @throws IllegalArgumentException if they are not 1 to 2000 printable ASCII characters; the message does not hold
     *     them
     */
    public static String checkFacts(String facts) {
        return Ascii.check("The facts of a user", facts, Ascii.MAX_FACTS);
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
     * The same account as applications see it from now on: hash, version, epoch and facts stay.
     *
     * @param changed what applications see from now on
     * @return a new stored user
     */
    public StoredUser withUser(User changed) {
        return new StoredUser(changed, passwordHash, version, epoch, facts);
    }

    /**
     * The same account with another status and the next epoch: nothing from before the change stays alive.
     *
     * @param status the new status
     * @return what to give to {@link UserStore#replace}
     */
    public StoredUser withStatus(UserStatus status) {
        return new StoredUser(user.withStatus(status), passwordHash, version, epoch + 1, facts);
    }

    /**
     * The same account with a proven address and, if it was not proven before, the next epoch: whoever made the account may
     * have been somebody else.
     *
     * @return what to give to {@link UserStore#replace}
     */
    public StoredUser withVerifiedEmail() {
        return user.emailVerified()
                ? this
                : new StoredUser(user.withEmailVerified(true), passwordHash, version, epoch + 1, facts);
    }

    /**
     * What this user is once {@link UserStore#replace} has answered {@code REPLACED}: as given, but for the hash and the
     * creation time, which stay, and the version, which is raised.
     *
     * @param given what {@code replace} was given, with this user's id and version
     * @return the stored user
     */
    public StoredUser afterReplace(StoredUser given) {
        User kept = given.user().withCreatedAt(user.createdAt());
        return new StoredUser(kept, passwordHash, version + 1, given.epoch(), given.facts());
    }

    /**
     * What this user is once {@link UserStore#setPassword} has answered true: hash and facts as given, version and epoch
     * raised, and the address verified if that was the proof.
     *
     * @param password what {@code setPassword} was given
     * @return the stored user
     */
    public StoredUser afterPassword(NewPassword password) {
        boolean mailbox = password.proof() == UserStore.Proof.MAILBOX;
        User kept = mailbox ? user.withEmailVerified(true) : user;
        return new StoredUser(kept, password.hash(), version + 1, epoch + 1, password.facts());
    }

    /**
     * What this user is once {@link UserStore#rehash} has answered true: another hash, and the version raised.
     *
     * @param newHash what {@code rehash} was given
     * @return the stored user
     */
    public StoredUser afterRehash(String newHash) {
        return new StoredUser(user, newHash, version + 1, epoch, facts);
    }

    /**
     * What this user is once {@link UserStore#raiseEpoch} has answered true: version and epoch raised.
     *
     * @return the stored user
     */
    public StoredUser afterRaisedEpoch() {
        return new StoredUser(user, passwordHash, version + 1, epoch + 1, facts);
    }

    @Override
    public String toString() {
        return "StoredUser[id=" + user.id() + ", version=" + version + ", epoch=" + epoch + "]";
    }
}
