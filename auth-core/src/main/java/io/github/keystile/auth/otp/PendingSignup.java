package io.github.keystile.auth.otp;

import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The account that a signup challenge carries until its code arrives. No user row exists before.
 *
 * <p><b>Security guarantees.</b> {@link #toString()} shows neither the hash nor anything of the person.
 *
 * @param userId the id that the user will have, minted when the signup began
 * @param email the address that the code went to
 * @param username the wished username, or null
 * @param passwordHash the hash of the password of this very request
 * @param attributes what else was said at the start
 */
public record PendingSignup(
        String userId, EmailAddress email, @Nullable Username username, String passwordHash, Attributes attributes) {
    private static final Pattern ID = Pattern.compile("[\\x01-\\x7f]{1,64}");
    private static final Pattern HASH = Pattern.compile("[\\x01-\\x7f]{1,255}");

    /**
     * Checks for null and for what no table could hold.
     *
     * @throws IllegalArgumentException if the id is not 1 to 64 ASCII characters or the hash not 1 to 255, U+0000 being
     *     none; the message holds neither
     */
    public PendingSignup {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(passwordHash, "passwordHash");
        Objects.requireNonNull(attributes, "attributes");
        if (!ID.matcher(userId).matches() || !HASH.matcher(passwordHash).matches()) {
            throw new IllegalArgumentException(
                    "The pending signup needs an id of 1 to 64 and a hash of 1 to 255 ASCII characters");
        }
    }

    /**
     * Reads what {@link #toJson()} wrote, whatever white space and order of fields the database has made of it since.
     * For stores.
     *
     * @param json the stored text
     * @return the pending signup, equal to the one that was written
     * @throws IllegalArgumentException if {@code toJson} of this version cannot have written it: it is no JSON object,
     *     of another version, has a field too many, too few or out of its limits, or has more than 65,536 characters;
     *     the message holds nothing of it
     */
    public static PendingSignup fromJson(String json) {
        return PendingSignupJson.read(Objects.requireNonNull(json, "json"));
    }

    /**
     * The stored form: one JSON object, for stores that have no columns for it. It holds the password's hash: keep
     * it where you would keep that, and out of logs. Its fields are {@code version} (1), {@code userId}, {@code
     * email} and {@code username} as they were typed, {@code passwordHash} and {@code attributes}; without a wished
     * username that field is left out. A field is never added or changed without a new version.
     *
     * @return at most 10000 bytes in UTF-8
     */
    public String toJson() {
        return PendingSignupJson.write(this);
    }

    @Override
    public String toString() {
        return "PendingSignup[userId=" + userId + "]";
    }
}
