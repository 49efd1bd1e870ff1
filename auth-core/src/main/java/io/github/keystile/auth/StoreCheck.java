package io.github.keystile.auth;

import java.util.List;

/**
 * Asks a database, once and before anybody signs in, whether it is what the stores need. {@link AuthStores#check()}
 * runs it when a service is built.
 *
 * <p>A check creates and changes nothing, and needs about a second at most: a few questions, each with a time limit.
 * It is implemented by the stores of this library; write one where your own store can tell before it is used that it
 * will not work. Safe for use by many threads.
 */
@FunctionalInterface
public interface StoreCheck {
    /**
     * Looks at the database and refuses what is wrong. What cannot be read, because rights are missing or because the
     * database describes itself in another way, is only reported.
     *
     * @param allowUntested whether a database that the stores were never tested on may be used
     * @return one sentence for each thing that could not be checked, or that works and should be set otherwise; empty
     *     if all is well. No addresses and no values
     * @throws IllegalStateException if the database must not be used as it is; the message names what is wrong and the
     *     cure
     * @throws io.github.keystile.auth.error.StoreException if the database does not answer
     */
    List<String> run(boolean allowUntested);
}
