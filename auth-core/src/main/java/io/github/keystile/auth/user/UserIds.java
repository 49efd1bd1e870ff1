package io.github.keystile.auth.user;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Makes the ids of new users. Give the builder one of your own if ids must come from elsewhere, such as a sequence of
 * your database.
 *
 * <p>Every start of a signup asks once, whether the address has an account or not, and so does every registration
 * without proof: most ids are never used. Calls come from many threads at once, and whoever signs up waits for the
 * answer; what it throws reaches the caller of the verb.
 *
 * <p><b>Never the same twice.</b> Not after a restart, not from two processes, not after the account was deleted, not
 * after a backup was restored: set a sequence past everything that it ever gave out. Should an id come twice while
 * its first user exists, the second person is refused and a {@code USER_ID_REPEATED} event tells; once that user is
 * deleted nobody can know, and what still carries the id, such as an access token or a row of your own, is the second
 * person's.
 */
@FunctionalInterface
public interface UserIds {
    /**
     * The id of the next user.
     *
     * @return 1 to 64 characters from {@code A-Z a-z 0-9 . _ -}; anything else fails the call that asked, with an
     *     {@link IllegalStateException}, and nothing is stored
     */
    String next();

    /**
     * Ids of 128 random bits, as 32 hexadecimal digits in small letters. The default.
     *
     * @return a source that never repeats itself
     */
    static UserIds random() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        };
    }
}
