package io.github.keystile.auth.credential;

import java.util.regex.Pattern;

/**
 * What a credential is. A text and no enum: a store hands back kinds that it has never heard of, and whoever meets a
 * kind that is unknown to them takes it for one that is there and cannot be checked, never for none.
 *
 * @param name 1 to 20 of the characters {@code A-Z} and {@code _}
 */
public record CredentialKind(String name) {
    // Before the constants, whose names it checks.
    private static final Pattern NAME = Pattern.compile("[A-Z_]{1,20}");

    /** A secret that makes time-based codes. */
    public static final CredentialKind TOTP = new CredentialKind("TOTP");

    /** A set of codes for whoever has lost everything else. */
    public static final CredentialKind RECOVERY_CODES = new CredentialKind("RECOVERY_CODES");

    /** A passkey's public key. */
    public static final CredentialKind PASSKEY = new CredentialKind("PASSKEY");

    /** A device that is known to the account. */
    public static final CredentialKind DEVICE = new CredentialKind("DEVICE");

    /** An account elsewhere that signs in to this one. */
    public static final CredentialKind IDENTITY = new CredentialKind("IDENTITY");

    /** The mark that something which works once has been used. */
    public static final CredentialKind SPENT = new CredentialKind("SPENT");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is another text
     */
    public CredentialKind {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A kind of credential is 1 to 20 characters from A-Z and _");
        }
    }

    /** The name alone. */
    @Override
    public String toString() {
        return name;
    }
}
