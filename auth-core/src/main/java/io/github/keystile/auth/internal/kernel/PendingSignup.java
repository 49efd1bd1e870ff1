package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.Username;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The account that a signup's challenge carries as its payload until the code arrives. No user row exists before.
 *
 * @param userId the id that the user will have, minted when the signup began
 * @param email the address that the code went to
 * @param username the wished username, or null
 * @param passwordHash the hash of the password of this very request; null for a wish that was refused and is kept only
 *     because it makes the address contested
 * @param attributes what else was said at the start
 */
public record PendingSignup(
        String userId,
        EmailAddress email,
        @Nullable Username username,
        @Nullable String passwordHash,
        Attributes attributes) {
    private static final Pattern ID = Pattern.compile("[!-~]{1,64}");

    public PendingSignup {
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(attributes, "attributes");
        if (!ID.matcher(userId).matches()) {
            throw new IllegalArgumentException("The pending signup needs an id of 1 to 64 ASCII characters");
        }
        if (passwordHash != null) {
            StoredUser.checkHash(passwordHash);
        }
    }

    /** A wish that was refused. */
    static PendingSignup refused(String id, EmailAddress email) {
        return new PendingSignup(id, email, null, null, Attributes.none());
    }

    boolean isRefused() {
        return passwordHash == null;
    }

    /** The stored form, at most 32,000 ASCII characters. It holds the password's hash. */
    public String toPayload() {
        return PendingSignupJson.write(this);
    }

    /**
     * Reads what {@link #toPayload} of this or another version wrote.
     *
     * @return empty if this version cannot tell what it means: another version, or text that none wrote
     */
    public static Optional<PendingSignup> fromPayload(String payload) {
        return PendingSignupJson.read(payload);
    }

    @Override
    public String toString() {
        return "PendingSignup[]";
    }
}
