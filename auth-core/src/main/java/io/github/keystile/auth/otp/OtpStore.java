package io.github.keystile.auth.otp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where challenges are kept and guesses are counted. Implement it over whatever you have; the test kit's
 * {@code OtpStoreContract} tells whether you got it right.
 *
 * <p><b>Contract of every method.</b> Safe for use by many threads and many processes at once. Commits on its
 * own before it returns and never joins a transaction of the caller: a caller's rollback must not give guesses
 * back. Decides with one conditional statement, never by reading and then writing. Time is what the caller says
 * it is ({@code now}); expiry of the database's own is housekeeping only. Instants are kept to the millisecond.
 * No argument and no result is null. A database that fails or does not answer is a {@link
 * io.github.keystile.auth.error.StoreException}, and never an answer; so is a row that cannot be read.
 *
 * <p>"Live" means: stored, not consumed, {@code now < expiresAt}. Every verb that asks for it compares {@code
 * expiresAt} itself, in the same statement, whatever the database deletes on its own.
 *
 * <p><b>How long rows stay.</b> An hour past {@code expiresAt}: a resend may renew an expired challenge, and the
 * rules for contested addresses look at it. So the expiry of a database that deletes by itself is {@code expiresAt}
 * and one hour, and it is set anew where {@link #giveBackAttempt} and {@link #replaceCode} move {@code expiresAt}.
 *
 * <p><b>What is looked up</b>, and wants an index: the id, unique; the hash, as each is random or keyed; subject, purpose and {@code issuedAt} together; the subject; {@code expiresAt}.
 */
public interface OtpStore {
    /** Who claims an attempt. */
    enum Claim {
        /** Somebody who holds the challenge's id. */
        WITH_ID,
        /** Somebody who does not: a smaller share of the attempts is open to them. */
        WITHOUT_ID
    }

    /**
     * Stores a new challenge. Ids are random, so that no id comes twice; should one be stored already, nothing is
     * written: no challenge is ever overwritten, for that would bring its attempts back.
     *
     * @param challenge as it is to be stored, counters included
     * @throws io.github.keystile.auth.error.StoreException also if a challenge with this id is stored
     */
    void insert(Challenge challenge);

    /**
     * Finds by id, live or not.
     *
     * @param id any text; compared byte by byte
     * @return the challenge, or empty if it is unknown or consumed
     */
    Optional<Challenge> find(String id);

    /**
     * Finds the challenge of a mailed link by the hash of its token, live or not, and changes nothing. Any purpose may
     * be one of links.
     *
     * @param purpose what it must be for
     * @param secretHash the hash of a link token; any text, compared byte by byte
     * @return the challenge, or empty if it is unknown or consumed, or its purpose is another one
     */
    Optional<Challenge> findLink(Purpose purpose, String secretHash);

    /**
     * The newest challenges of one subject and purpose that expire after a time: the live ones, if that time is now;
     * with an earlier time, also those that expired since.
     *
     * @param subject whom they are about
     * @param purpose what they are for
     * @param expiringAfter only those with {@code expiresAt > expiringAfter}
     * @param limit how many at most, 1 to 100
     * @return the challenges, the latest {@code issuedAt} first; those of one millisecond by id, the greatest first
     */
    List<Challenge> newest(String subject, Purpose purpose, Instant expiringAfter, int limit);

    /**
     * Spends one attempt and then reads the challenge. The attempt is counted and committed before this method
     * returns, so that it stays counted whatever the caller does next; and the challenge that is returned is
     * the one on which it was counted, not one whose code was replaced in between. Under any number of
     * concurrent calls at most {@code maxAttempts} callers receive a challenge, and at most {@code
     * maxAttemptsWithoutId} of those who claim {@link Claim#WITHOUT_ID}.
     *
     * @param id the challenge
     * @param claim who asks; {@link Claim#WITHOUT_ID} counts in both counters
     * @param now the time
     * @return the challenge after counting; empty if it is not live or has no attempt left
     */
    Optional<Challenge> claimAttempt(String id, Claim claim, Instant now);

    /**
     * Gives back an attempt that turned out right and lets the challenge live on. Does nothing if the challenge
     * is gone or carries another hash by now. No counter falls below 0; the expiry never moves back.
     *
     * @param id the challenge
     * @param claim as it was claimed
     * @param secretHash the hash that matched
     * @param expiresAtLeast the challenge expires at this time or later
     */
    void giveBackAttempt(String id, Claim claim, String secretHash, Instant expiresAtLeast);

    /**
     * Replaces the code of a challenge, live or expired: sets hash, {@code issuedAt} and {@code expiresAt} and
     * both counters to 0, if the stored hash still is {@code oldHash}. Under concurrent calls with one old hash
     * exactly one caller receives true.
     *
     * @param id the challenge
     * @param oldHash the hash that was read
     * @param newHash the hash of the new code
     * @param issuedAt the time
     * @param expiresAt when the new code expires
     * @return true if replaced; false if the challenge is gone or has another hash
     */
    boolean replaceCode(String id, String oldHash, String newHash, Instant issuedAt, Instant expiresAt);

    /**
     * Ends a challenge for good, if the stored hash still is {@code secretHash}. Exactly one caller ever
     * receives true. Does not look at expiry or attempts: the caller has done that.
     *
     * @param id the challenge
     * @param secretHash the hash that was proven
     * @return true if this call consumed it
     */
    boolean consume(String id, String secretHash);

    /**
     * Deletes every challenge of a subject whose user was deleted. Housekeeping: they were worthless already.
     *
     * @param subject whom they are about
     */
    void deleteAll(String subject);

    /**
     * Deletes challenges that expired before a time, a bounded number at once.
     *
     * @param expiredBefore only those with {@code expiresAt < expiredBefore}
     * @param limit how many at most, 1 to 10000
     * @return how many were deleted; fewer than {@code limit} when no more are left
     */
    int purge(Instant expiredBefore, int limit);
}
