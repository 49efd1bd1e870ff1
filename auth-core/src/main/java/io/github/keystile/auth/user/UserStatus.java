package io.github.keystile.auth.user;

/** Whether a user may sign in. */
public enum UserStatus {
    /** May sign in. */
    ACTIVE,
    /** May not sign in, refresh, reset or change anything, until enabled again or until a ban is over. */
    DISABLED
}
