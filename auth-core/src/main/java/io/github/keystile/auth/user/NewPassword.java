package io.github.keystile.auth.user;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link UserStore#setPassword} writes, all of it in one statement.
 *
 * <p><b>Security guarantees.</b> {@link #toString()} shows neither the hash nor the facts.
 *
 * @param hash the new hash, 1 to 255 printable ASCII characters
 * @param facts the user's facts from now on, 1 to 2000 printable ASCII characters, or null for none; whoever means to
 *     keep them gives those that the user was read with
 * @param proof what was shown, and so what else changes
 */
public record NewPassword(String hash, @Nullable String facts, UserStore.Proof proof) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if hash or facts are out of their limits; the message holds neither
     */
    public NewPassword {
        StoredUser.checkHash(hash);
        if (facts != null) {
            StoredUser.checkFacts(facts);
        }
        Objects.requireNonNull(proof, "proof");
    }

    @Override
    public String toString() {
        return "NewPassword[proof=" + proof + "]";
    }
}
