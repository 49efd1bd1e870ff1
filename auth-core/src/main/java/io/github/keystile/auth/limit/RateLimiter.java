package io.github.keystile.auth.limit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Where limits are counted. The test kit's {@code RateLimiterContract} tells whether an implementation is right.
 *
 * <p><b>Contract of every method.</b> Safe for use by many threads, and, if it is to guard several processes, by
 * many processes at once. Commits on its own before it returns and never joins a transaction of the caller. No
 * argument and no result is null. A database that fails or does not answer is a {@link
 * io.github.keystile.auth.error.StoreException}, and never an answer: the flows then refuse.
 */
public interface RateLimiter {
    /**
     * Takes one unit of every charge, in the order of the list, until one has no room: the charges before it
     * stay taken, it and those after it are not. The whole call is atomic: of any number of concurrent calls,
     * no key gives more units than its rule allows.
     *
     * @param charges 1 to 8 charges with distinct keys
     * @param now the time
     * @return which charge had no room, if any
     */
    Decision take(List<Charge> charges, Instant now);

    /**
     * Forgets keys, as if they had never been seen. Unknown keys are ignored.
     *
     * @param keys which
     */
    void clear(Collection<String> keys);

    /**
     * Deletes what means nothing any more, a bounded number at once.
     *
     * @param now the time: keys whose {@link LimitRule.Step#forgetAt()} is not after it may go
     * @param limit how many at most, 1 to 10000
     * @return how many were deleted; fewer than {@code limit} when no more are left
     */
    int purge(Instant now, int limit);
}
