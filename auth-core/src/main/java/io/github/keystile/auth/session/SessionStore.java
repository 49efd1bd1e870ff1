package io.github.keystile.auth.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where sessions are kept. The test kit's {@code SessionStoreContract} tells whether an implementation is right.
 *
 * <p><b>Contract of every method.</b> Safe for use by many threads and many processes at once. Commits on its
 * own before it returns and never joins a transaction of the caller. Decides with one conditional statement,
 * never by reading and then writing. Instants are kept to the millisecond. No argument and no result is null.
 * A database that fails or does not answer is a {@link io.github.keystile.auth.error.StoreException}, and
 * never an answer.
 *
 * <p><b>Rows that cannot be read.</b> A row that the value types refuse, such as one that another application wrote, is
 * an {@link io.github.keystile.auth.error.UnreadableRowException} where it is looked for, and left out where sessions are
 * listed. It never keeps others from being found, listed, inserted or ended, and can be ended itself.
 *
 * <p><b>How long rows stay.</b> Until they are purged, an hour past {@code expiresAt}. So the expiry of a database
 * that deletes by itself is {@code expiresAt} and one hour, and {@link #rotate} sets it anew.
 *
 * <p><b>What is looked up</b>, and wants an index: the id, unique; the user's id with {@code createdAt}; {@code
 * expiresAt}.
 */
public interface SessionStore {
    /**
     * Stores a new session. Ids are random, so that no id comes twice; should one be stored already, nothing is
     * written: no session is ever overwritten.
     *
     * @param session as it is to be stored
     * @throws io.github.keystile.auth.error.StoreException also if a session with this id is stored
     */
    void insert(Session session);

    /**
     * Moves a session to its next generation, whose parent becomes the one that it was at, if everything that the
     * rotation names is still true. Under concurrent calls from one generation, be it to rotate or to pass over,
     * exactly one caller receives true. An ended session is never brought back.
     *
     * @param rotation from where to where
     * @return true if this call rotated it
     */
    boolean rotate(Rotation rotation);

    /**
     * Moves a session past its current generation to the next one, if everything that the step names is still true:
     * the generation rises by one; parent and expiry stay. Under concurrent calls from one generation, be it to rotate
     * or to pass over, exactly one caller receives true. An ended session is never brought back.
     *
     * @param step from where to where
     * @return true if this call passed over
     */
    boolean passOver(PassOver step);

    /**
     * Ends a session if a generation that was shown can only be a copy: it is below the current one and is not the
     * parent. The statement that deletes decides, on the row as it is stored now, so that nothing that was read before
     * can end a session. Under concurrent calls exactly one caller receives true.
     *
     * @param id which
     * @param userId whose it must be
     * @param shownGeneration the generation that was shown
     * @return true if this call ended it
     */
    boolean endIfReplayed(String id, String userId, long shownGeneration);

    /**
     * Finds by id, expired or not.
     *
     * @param id any text; compared byte by byte
     * @return the session, or empty if it is unknown or ended
     */
    Optional<Session> find(String id);

    /**
     * A page of the sessions of a user, expired or not. A session that begins or ends while pages are read neither
     * repeats nor hides another one.
     *
     * @param userId whose
     * @param after where the page begins
     * @param limit how many at most, 1 to 1000
     * @return the sessions after that place, {@code limit} of them unless there are no more: the latest {@code
     *     createdAt} first; those of one millisecond by their ids, the lowest first, as the database orders texts
     */
    List<Session> list(String userId, SessionCursor after, int limit);

    /**
     * Ends one session, if it is this user's.
     *
     * @param id which
     * @param userId whose it must be
     * @return true if this call ended it
     */
    boolean end(String id, String userId);

    /**
     * Ends all sessions of a user.
     *
     * @param userId whose
     * @return how many this call ended
     */
    int endAll(String userId);

    /**
     * Ends all sessions of a user but one.
     *
     * @param userId whose
     * @param keptId the one that stays
     * @return how many this call ended
     */
    int endAllExcept(String userId, String keptId);

    /**
     * Deletes sessions that expired before a time, a bounded number at once.
     *
     * @param expiredBefore only those with {@code expiresAt < expiredBefore}
     * @param limit how many at most, 1 to 10000
     * @return how many were deleted; fewer than {@code limit} when no more are left
     */
    int purge(Instant expiredBefore, int limit);
}
