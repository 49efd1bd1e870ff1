package io.github.keystile.auth.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.util.Arrays;

/** One computation of bcrypt: what a login costs, and what tests count. */
@FunctionalInterface
interface Bcrypt {
    /** The 23 bytes of the digest, for a cost of 4 to 31, a salt of 16 bytes and at most 72 bytes of material. */
    byte[] digest(int cost, byte[] salt, byte[] material);

    /** Computed by at.favre.lib:bcrypt. Throws on more than 72 bytes, rather than ignore some. */
    static Bcrypt ofFavre() {
        BCrypt.Version version = BCrypt.Version.VERSION_2A;
        BCrypt.Hasher hasher = BCrypt.with(version, LongPasswordStrategies.strict(version));
        return (cost, salt, material) ->
                Arrays.copyOf(hasher.hashRaw(cost, salt, material).rawHash, StoredBcrypt.DIGEST_BYTES);
    }
}
