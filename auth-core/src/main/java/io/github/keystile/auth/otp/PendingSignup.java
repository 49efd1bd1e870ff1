package io.github.keystile.auth.otp;

import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import java.util.Objects;
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
    /**
     * Checks for null.
     *
     * @param userId the id that the user will have, minted when the signup began
     * @param email the address that the code went to
     * @param username the wished username, or null
     * @param passwordHash the hash of the password of this very request
     * @param attributes what else was said at the start
     */
    public PendingSignup {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(passwordHash, "passwordHash");
        Objects.requireNonNull(attributes, "attributes");
    }

    /**
     * Reads what {@link #toJson()} wrote. For stores.
     *
     * @param json the stored text
     * @return the pending signup, equal to the one that was written
     * @throws IllegalArgumentException if {@code toJson} of this version cannot have written it: it is no JSON object,
     *     of another version, or has a field too many, too few or out of its limits; the message holds nothing of it
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
     * @return at most 10000 bytes in UTF-8, if id and hash keep to 64 and 255 ASCII characters
     */
    public String toJson() {
        return PendingSignupJson.write(this);
    }

    @Override
    public String toString() {
        return "PendingSignup[userId=" + userId + "]";
    }
}
