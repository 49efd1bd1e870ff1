package io.github.keystile.auth.password;

import org.jspecify.annotations.Nullable;

/**
 * Hashes and verifies passwords. What it is given has passed the {@link PasswordPolicy}'s normalisation: NFC, no
 * NUL, no lone surrogate, at most the policy's longest.
 *
 * <p><b>Security guarantees</b> that an implementation must give: the whole password counts, however many bytes
 * it has; {@link #verify} costs the same whether there is a hash or not; no input makes it throw.
 *
 * <p><b>Threads.</b> {@link #hash} and {@link #verify} run on threads of Keystile's own, a bounded number at once, and not
 * on that of the caller: there are none of its thread-locals (security context, logging context, transaction), the
 * context class loader is that of Keystile, and nobody interrupts a hash. Whatever is thrown, errors included, reaches
 * the caller as it is. {@link #needsRehash} runs on the caller's thread and must be quick. Safe for use by many threads.
 */
public interface PasswordHasher {
    /** What became of {@link #verify}. */
    enum Match {
        /** The password is the one that was hashed. */
        MATCHES,
        /** It is not. */
        DIFFERS,
        /** There is no hash, or none that can be read: the same work was done for nothing. */
        UNUSABLE
    }

    /**
     * Hashes a password with a fresh salt.
     *
     * @param password the normalised password
     * @return {@code {scheme}hash}, at most 255 ASCII characters
     */
    String hash(String password);

    /**
     * Compares a password with a stored hash, in the time of one hash at the current cost.
     *
     * @param password the normalised password
     * @param storedHash what {@link #hash} returned once, or a bare bcrypt hash; null for an unknown user
     * @return whether it matches
     */
    Match verify(String password, @Nullable String storedHash);

    /**
     * Whether a hash that just matched should be made anew, because its scheme or cost is no longer the current
     * one.
     *
     * @param storedHash the hash
     * @return true if {@link #hash} makes a stronger one
     */
    boolean needsRehash(String storedHash);
}
