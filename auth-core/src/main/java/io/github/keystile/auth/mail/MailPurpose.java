package io.github.keystile.auth.mail;

/** Which mail it is. */
public enum MailPurpose {
    /** The code that finishes a signup. */
    SIGNUP_CODE,
    /** Somebody tried to sign up with an address that has an account. */
    ALREADY_REGISTERED,
    /** The code that proves the address of an account. */
    EMAIL_VERIFICATION_CODE,
    /** The code that allows a new password. */
    PASSWORD_RESET_CODE,
    /** The link that allows a new password. */
    PASSWORD_RESET_LINK,
    /** The password was changed or reset. */
    PASSWORD_CHANGED
}
