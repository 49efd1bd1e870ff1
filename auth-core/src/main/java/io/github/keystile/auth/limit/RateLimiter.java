package io.github.keystile.auth.limit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Where limits are counted. The test kit's {@code RateLimiterContract} tells whether an implementation is right.
 *
 * <p><b>How to write one.</b> A limiter keeps two values under a key: a state, which is a text that it never reads,
 * and the time from which on the state may be deleted. Everything else is computed by the rules:
 *
 * <ul>
 *   <li>{@code take}: lock what is kept under the keys, ask {@link Receipt#of}, write its {@link Receipt#taken()},
 *       and nothing else, before anybody else can write;
 *   <li>{@code settle}: for each {@link Settlement} of {@link Receipt#settle} write what {@link Settlement#after}
 *       answers, atomically: where the state is still {@code taken().state()}, or under a lock;
 *   <li>{@code forget}: write {@link LimitRule#blank()} under those keys that are kept;
 *   <li>{@code peek}: read; {@code purge}: delete.
 * </ul>
 *
 * <p>All of it, with one lock around everything, where {@code kept} is a map from keys to {@link Kept}:
 *
 * <pre>{@code
 * public synchronized Receipt take(List<Charge> charges, Instant now) {
 *     Receipt receipt = Receipt.of(charges, peek(Charge.keysOf(charges)), now);
 *     receipt.taken().forEach(unit -> kept.put(unit.charge().key(), new Kept(unit.state(), unit.forgetAt())));
 *     return receipt;
 * }
 *
 * public synchronized void settle(Receipt receipt, Map<String, Outcome> outcomes, Instant now) {
 *     for (Settlement each : receipt.settle(outcomes)) {
 *         kept.computeIfPresent(each.key(), (key, old) -> each.after(old.state(), now).orElse(old));
 *     }
 * }
 *
 * public synchronized void forget(Collection<String> keys) {
 *     keys.forEach(key -> kept.computeIfPresent(key, (k, old) -> new Kept(LimitRule.blank(), old.forgetAt())));
 * }
 * }</pre>
 *
 * <p><b>Contract of every method.</b> Safe for use by many threads, and, if it is to guard several processes, by
 * many processes at once. Commits on its own before it returns and never joins a transaction of the caller. No
 * argument and no result is null. A database that fails or does not answer is a {@link
 * io.github.keystile.auth.error.StoreException}, and never an answer: the flows then refuse.
 *
 * <p><b>Security guarantees.</b> Units are taken before what they pay for is looked at, and only {@link #settle} and
 * {@link #forget} make them free again: a process that dies in between has taken too much, never too little. What
 * strangers can make it store is bounded by what rules allow, because a refused charge stores nothing.
 */
public interface RateLimiter {
    /**
     * Takes one unit of every charge, in the order of the list, until one has no room: the charges before it
     * stay taken; for it and those after it nothing is written, and a key that is not kept is not kept afterwards.
     * Of any number of concurrent calls, no key gives more units than its rule allows.
     *
     * @param charges 1 to 8 charges with distinct keys
     * @param now the time
     * @return what was taken and which charge had no room, if any
     * @throws IllegalArgumentException if there are no charges, more than 8, or two with one key
     */
    Receipt take(List<Charge> charges, Instant now);

    /**
     * Says what became of the units of a receipt of this limiter, or of another one on the same database. A receipt
     * is settled once: later calls with it do nothing, and of concurrent ones only one does anything. Each key is
     * settled atomically, all of them together need not be. A unit that counts no more, because its key was
     * forgotten, purged or has outlived it, is not given back; nothing is written under keys that are not kept.
     *
     * @param receipt what {@link #take} answered
     * @param outcomes by key what becomes of its unit; units of keys that are not named are kept, and keys of
     *     which the receipt has no unit are ignored
     * @param now the time
     */
    void settle(Receipt receipt, Map<String, Outcome> outcomes, Instant now);

    /**
     * Forgets all units of keys, without a receipt: after a reset, or because an operator says so. Atomic for each
     * key. What takes concurrently comes before it or after it. Keys that are not kept are ignored, texts that can
     * be no key too.
     *
     * @param keys which, any number
     */
    void forget(Collection<String> keys);

    /**
     * Reads what is kept, and writes nothing; {@link LimitRule#look} says what it means.
     *
     * @param keys which, any number; texts that can be no key are not kept
     * @return the states by key; keys that are not kept are not in it
     */
    Map<String, String> peek(Collection<String> keys);

    /**
     * Deletes what means nothing any more, a bounded number at once.
     *
     * @param now the time: keys whose {@link Kept#forgetAt()} is not after it may go
     * @param limit how many at most, 1 to 10000
     * @return how many were deleted; fewer than {@code limit} when no more are left
     */
    int purge(Instant now, int limit);
}
