package io.github.keystile.auth.user;

import java.util.List;
import java.util.Optional;

/**
 * Where users are kept. Implement it over your own tables; the test kit's {@code UserStoreContract} tells
 * whether you got it right.
 *
 * <p><b>Contract of every method.</b> Safe for use by many threads and many processes at once. Commits on its
 * own before it returns and never joins a transaction of the caller. Decides with one conditional statement,
 * never by reading and then writing. Instants are kept to the millisecond. No argument and no result is null.
 * A database that fails or does not answer is a {@link io.github.keystile.auth.error.StoreException}, and
 * never an answer: the flows treat every exception as a no.
 *
 * <p><b>Rows that cannot be read.</b> A row that the value types refuse, such as one that another application wrote, is
 * an {@link io.github.keystile.auth.error.UnreadableRowException} where it is looked for, and left out where users are
 * listed. It never keeps others from being found, listed, inserted or changed.
 *
 * <p><b>What is stored.</b> Every component of a {@link StoredUser}, its facts included, as it was given: nothing is
 * read but the keys. What a user is after each write is said by the methods of {@link StoredUser} that begin with
 * {@code after}.
 *
 * <p><b>Keys.</b> {@link EmailAddress#key()} and {@link Username#key()} are unique, compared byte by byte.
 * Users without a username do not collide with one another. Both keys and the id are what is looked up.
 */
public interface UserStore {
    /** What became of {@link #insert}. */
    enum Insert {
        /** The user is stored. */
        INSERTED,
        /** A user with this id was stored before; nothing was written. */
        SAME_ID,
        /** Another user has this e-mail key; nothing was written. */
        EMAIL_TAKEN,
        /** Another user has this username key; nothing was written. */
        USERNAME_TAKEN
    }

    /** What became of {@link #replace}. */
    enum Replace {
        /** The user is replaced. */
        REPLACED,
        /** The user is gone or has another version; nothing was written. Read again and decide again. */
        STALE,
        /** Another user has this e-mail key; nothing was written. */
        EMAIL_TAKEN,
        /** Another user has this username key; nothing was written. */
        USERNAME_TAKEN
    }

    /** What is set along with a new password hash. */
    enum Proof {
        /** The old password was shown: nothing else changes. */
        PASSWORD,
        /** The mailbox was shown: the e-mail address becomes verified in the same statement. */
        MAILBOX
    }

    /**
     * Stores a new user. Under concurrent calls with one e-mail key or one username key exactly one caller
     * receives {@link Insert#INSERTED}. Where several reasons speak against the insert, the first of
     * {@code SAME_ID}, {@code EMAIL_TAKEN}, {@code USERNAME_TAKEN} is the answer.
     *
     * @param user as it is to be stored, version, epoch and facts included
     * @return what was established
     */
    Insert insert(StoredUser user);

    /**
     * Finds by id.
     *
     * @param id any text; compared byte by byte
     * @return the user, or empty if there is none
     */
    Optional<StoredUser> findById(String id);

    /**
     * Finds by {@link EmailAddress#key()}.
     *
     * @param email the address
     * @return the user, or empty if there is none
     */
    Optional<StoredUser> findByEmail(EmailAddress email);

    /**
     * Finds by {@link Username#key()}.
     *
     * @param username the name
     * @return the user, or empty if there is none
     */
    Optional<StoredUser> findByUsername(Username username);

    /**
     * Lists users by creation time and, where that is the same, by the bytes of their ids, both ascending: those whose
     * place is behind the cursor's. A user who exists from the first page to the last is on exactly one of them,
     * whoever else is inserted or deleted meanwhile.
     *
     * <p>Rows that cannot be read are left out, and the store reads on behind them: there are fewer than {@code limit}
     * users only at the end of the list, so that a caller goes on with {@link UserCursor#after} of the last one until a
     * page is short.
     *
     * @param after where to begin
     * @param limit how many users at most, 1 to {@value #MAX_PAGE}
     * @return the users in order, {@code limit} of them unless there are no more
     * @throws IllegalArgumentException if the limit is another one
     */
    List<StoredUser> page(UserCursor after, int limit);

    /** The most users that {@link #page} lists at once. */
    int MAX_PAGE = 1000;

    /**
     * Checks the limit of a page, for stores.
     *
     * @param limit what {@link #page} was given
     * @throws IllegalArgumentException if it is not 1 to {@value #MAX_PAGE}
     */
    static void checkPageLimit(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("A page has 1 to " + MAX_PAGE + " users");
        }
    }

    /**
     * Replaces everything but the password hash and the creation time of the user with this id, if its stored
     * version still is {@code user.version()}, and leaves what {@link StoredUser#afterReplace} says: epoch, status and
     * facts as given, the version raised. Under concurrent calls with one version exactly one caller receives
     * {@link Replace#REPLACED}.
     *
     * @param user the new state, with the version that was read
     * @return what was established
     */
    Replace replace(StoredUser user);

    /**
     * Sets a new password hash and facts and raises the epoch and the version, in one statement, if the stored epoch
     * still is {@code epoch}, and leaves what {@link StoredUser#afterPassword} says. Under concurrent calls with one
     * epoch exactly one caller receives true. Only epochs are compared: whoever changes facts by {@link #replace}
     * raises the epoch, or this call writes older ones over them.
     *
     * @param id the user
     * @param epoch the epoch that was read when the right to do this was checked
     * @param password the new hash, the facts and what else changes
     * @return true if set; false if the user is gone or has another epoch
     */
    boolean setPassword(String id, long epoch, NewPassword password);

    /**
     * Replaces the stored hash of the same password by a stronger one: compare-and-set on the old hash. Raises
     * the version, not the epoch: nobody is signed out by it. Leaves what {@link StoredUser#afterRehash} says.
     *
     * @param id the user
     * @param oldHash the hash that was verified
     * @param newHash the hash to store
     * @return true if set; false if the user is gone or has another hash
     * @throws IllegalArgumentException if {@link StoredUser#checkHash} refuses the new hash
     */
    boolean rehash(String id, String oldHash, String newHash);

    /**
     * Raises the epoch and the version by one, so that every session and challenge of the user is dead.
     * Leaves what {@link StoredUser#afterRaisedEpoch} says.
     *
     * @param id the user
     * @return true if raised; false if the user is gone
     */
    boolean raiseEpoch(String id);

    /**
     * Deletes the user. E-mail and username are free from then on. Under concurrent calls exactly one caller
     * receives true.
     *
     * @param id the user
     * @return true if this call deleted it
     */
    boolean delete(String id);
}
