package io.github.keystile.auth.otp;

/** What a challenge is for. A code or link of one purpose is worth nothing for another. */
public enum Purpose {
    /** A code that finishes a pending signup. */
    SIGNUP,
    /** A code that proves the address of an existing account. */
    EMAIL_VERIFICATION,
    /** A code that allows a new password. */
    PASSWORD_RESET_CODE,
    /** A link that allows a new password. */
    PASSWORD_RESET_LINK
}
