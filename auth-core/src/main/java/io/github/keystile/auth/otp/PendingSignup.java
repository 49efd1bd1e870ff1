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

    @Override
    public String toString() {
        return "PendingSignup[userId=" + userId + "]";
    }
}
