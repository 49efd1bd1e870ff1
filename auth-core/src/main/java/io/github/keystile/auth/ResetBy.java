package io.github.keystile.auth;

/** What a password reset is mailed as. */
public enum ResetBy {
    /** A short code that is typed in. */
    CODE,
    /** A link that is opened; needs {@link ResetPolicy#linkPage}. */
    LINK
}
