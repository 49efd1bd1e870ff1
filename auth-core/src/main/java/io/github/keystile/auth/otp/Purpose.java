package io.github.keystile.auth.otp;

import java.util.regex.Pattern;

/**
 * What a challenge is for. A code or link of one purpose is worth nothing for another. For stores it is a text like any
 * other: they keep and compare it, and never need to know which ones there are.
 *
 * @param name 1 to 30 characters from {@code A-Z _}
 */
public record Purpose(String name) {
    private static final Pattern NAME = Pattern.compile("[A-Z_]{1,30}");

    /** A code that finishes a pending signup. */
    public static final Purpose SIGNUP = new Purpose("SIGNUP");

    /** A code that proves the address of an existing account. */
    public static final Purpose EMAIL_VERIFICATION = new Purpose("EMAIL_VERIFICATION");

    /** A code that allows a new password. */
    public static final Purpose PASSWORD_RESET_CODE = new Purpose("PASSWORD_RESET_CODE");

    /** A link that allows a new password. */
    public static final Purpose PASSWORD_RESET_LINK = new Purpose("PASSWORD_RESET_LINK");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is too long or holds another character
     */
    public Purpose {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A purpose is named by 1 to 30 characters from A-Z and _");
        }
    }

    /** The name alone. */
    @Override
    public String toString() {
        return name;
    }
}
