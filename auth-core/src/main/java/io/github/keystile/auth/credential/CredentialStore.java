package io.github.keystile.auth.credential;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where credentials are kept: whatever an account can be proven with beside its password. Optional; only what needs it
 * touches it. The test kit's {@code CredentialStoreContract} tells whether an implementation is right.
 *
 * <p><b>Contract of every method.</b> Safe for use by many threads and many processes at once. Commits on its
 * own before it returns and never joins a transaction of the caller. Decides with one conditional statement,
 * never by reading and then writing. Texts are compared byte by byte, instants are kept to the millisecond. No
 * argument and no result is null. A text that no credential can hold is unknown, not an error. A database that fails or
 * does not answer is a {@link io.github.keystile.auth.error.StoreException}, and never an answer.
 *
 * <p><b>Rows that cannot be read.</b> A row that the value types refuse is an {@link
 * io.github.keystile.auth.error.UnreadableRowException} where it is looked for and where the credentials of its user are
 * listed: a list that left it out would let in whom it should stop. It keeps no other user's from being found or
 * listed, keeps its id and its key, and can be removed.
 *
 * <p><b>Kinds.</b> A store takes and gives back every {@link CredentialKind}, whether it has heard of it or not.
 *
 * <p><b>How long rows stay.</b> Those without {@code expiresAt} until they are removed; the others until they are
 * purged, an hour past {@code expiresAt}. So the expiry of a database that deletes by itself is {@code expiresAt} and
 * one hour, and {@link #replace} sets it anew.
 *
 * <p><b>What is looked up</b>, and wants an index: the id, unique; the kind with the key, unique; the user's id with
 * {@code createdAt}; {@code expiresAt}.
 */
public interface CredentialStore {
    /** What became of an insert. */
    enum Insert {
        /** The credential is stored. */
        INSERTED,
        /** A credential with this id is stored already; nothing was written. */
        SAME_ID,
        /** Another credential of this kind has this key; nothing was written. */
        KEY_TAKEN
    }

    /**
     * Stores a new credential. Under concurrent calls with one id, or with one kind and key, exactly one caller
     * receives {@link Insert#INSERTED}.
     *
     * @param credential as it is to be stored
     * @return what became of it; {@link Insert#SAME_ID} if both id and key are in use
     */
    Insert insert(StoredCredential credential);

    /**
     * Finds by kind and key, expired or not.
     *
     * @param kind which kind
     * @param key any text
     * @return the credential, or empty if there is none
     */
    Optional<StoredCredential> find(CredentialKind kind, String key);

    /**
     * The credentials of a user, of all kinds, expired or not.
     *
     * @param userId whose; any text
     * @param limit how many at most, 1 to 100
     * @return the credentials, the earliest {@code createdAt} first, those of one millisecond by id
     * @throws IllegalArgumentException if the limit is another one
     */
    List<StoredCredential> list(String userId, int limit);

    /**
     * Writes {@code data}, {@code usedAt} and {@code expiresAt} of a credential and raises its version by one, if id,
     * user and version are still those of the given one. Kind, key and {@code createdAt} stay as they are stored. Under
     * concurrent calls from one version exactly one caller receives true. A removed credential is never brought back.
     *
     * @param credential with the version that it was read with
     * @return true if this call replaced it
     */
    boolean replace(StoredCredential credential);

    /**
     * Removes one credential, if it is this user's. Under concurrent calls exactly one caller receives true.
     *
     * @param id which; any text
     * @param userId whose it must be; any text
     * @return true if this call removed it
     */
    boolean remove(String id, String userId);

    /**
     * Removes all credentials of a user, of all kinds.
     *
     * @param userId whose; any text
     * @return how many this call removed
     */
    int removeAll(String userId);

    /**
     * Deletes credentials that expired before a time, a bounded number at once.
     *
     * @param expiredBefore only those with {@code expiresAt < expiredBefore}, never those without an end
     * @param limit how many at most, 1 to 10000
     * @return how many were deleted; fewer than {@code limit} when no more are left
     */
    int purge(Instant expiredBefore, int limit);
}
