package io.github.keystile.auth.event;

/** What happened. Names are stable; later versions may add some. */
public enum AuthEventType {
    /** A signup began; nothing says whether the address has an account. */
    SIGNUP_STARTED,
    /** An account was made. */
    SIGNED_UP,
    /** An account was made without proof of its address. */
    REGISTERED_UNVERIFIED,
    /** A signup was not begun or not finished, for another reason than its code; the reason is in {@link AuthEvent#reason()}. */
    SIGNUP_REFUSED,
    /** Somebody signed in with a password. */
    LOGGED_IN,
    /** A sign-in was refused; the reason is in {@link AuthEvent#reason()}. */
    LOGIN_FAILED,
    /**
     * A wrong password has locked an account, or an identifier without one, for a while: even the right one is refused
     * until then.
     */
    ACCOUNT_LOCKED,
    /** A stored hash could not be read, or costs too much: the account cannot log in until its password is reset. */
    UNUSABLE_HASH,
    /** A session was refreshed. */
    REFRESHED,
    /**
     * A session was refreshed with the token before its current one, after the grace; comes instead of {@link
     * #REFRESHED}. Most often the answer with the current one was lost on its way. It may also be a copy: then whichever
     * of the two holders refreshes next ends the session or is told of by this event again. Many of them for one user
     * are worth a look.
     */
    REFRESH_RETRIED,
    /** A refresh was refused and nothing was deleted: the token was forged or expired, or its session had ended. */
    REFRESH_FAILED,
    /**
     * A refresh token was shown that no honest client can hold any more, older than the one before the current one or
     * passed over: the session was ended, because one of two holders is a thief. Once for each session.
     */
    REFRESH_TOKEN_REUSED,
    /** A session was ended by its holder. */
    LOGGED_OUT,
    /** All sessions of a user were ended. */
    LOGGED_OUT_EVERYWHERE,
    /** One session was ended from another one of the same user, or, with the reason {@code BY_APPLICATION}, by an operator. */
    SESSION_ENDED,
    /** All sessions of a user but one were ended from that one. */
    OTHER_SESSIONS_ENDED,
    /** An access token was refused: it was forged or expired, its session had ended, or its user may not sign in. */
    TOKEN_REFUSED,
    /**
     * A good token was refused because it is from the future, by more than {@code TokenPolicy.leeway}: the clocks of two
     * machines differ. Also told of by {@code verifyAccessToken}, of which nothing else is.
     */
    TOKEN_FROM_FUTURE,
    /** A code or link was asked for. */
    CODE_REQUESTED,
    /** A code or link was asked for and refused, aloud. */
    CODE_REFUSED,
    /**
     * No code went out, because a limit of the mailbox was reached, or, with the reason {@code CODES_STOPPED}, because the
     * account takes none after too many wrong ones: then the mail says what works.
     */
    CODE_SUPPRESSED,
    /** A right code or link was shown, and is still to be used. */
    PROOF_ACCEPTED,
    /** A wrong, expired or spent code, link or ticket was shown, or one that its user may not use any more. */
    PROOF_REFUSED,
    /**
     * So many codes in a row were wrong that the account takes none from now on, until a password is set or an operator
     * unlocks it. Right ones are refused, too: {@link #PROOF_REFUSED} then has the reason {@code CODES_STOPPED}.
     */
    CODES_STOPPED,
    /** A stored challenge was written by another version in a way that this one cannot read: it proves nothing. */
    UNREADABLE_CHALLENGE,
    /**
     * A stored user or session cannot be read: whoever it belongs to was refused, and somebody has to mend the row. The
     * column is in {@link AuthEvent#reason()}.
     */
    UNREADABLE_ROW,
    /** A password was set by mailed proof. It lifts the lock of passwords and the stop of codes. */
    PASSWORD_RESET,
    /** A password was changed by someone who knew the old one. It lifts the stop of codes, too. */
    PASSWORD_CHANGED,
    /** A new password was not set, for another reason than the proof shown with it. */
    PASSWORD_REFUSED,
    /** An existing account's address was proven, or, with the reason {@code BY_APPLICATION}, an operator vouched for it. */
    EMAIL_VERIFIED,
    /** Attributes, username or roles were changed. */
    USER_CHANGED,
    /** A user may no longer sign in, for good or until a time. When that has come, no event says so. */
    USER_DISABLED,
    /** A user may sign in again. */
    USER_ENABLED,
    /** An account was made by an operator. */
    USER_CREATED,
    /** A link was mailed to somebody for whom an operator made an account, for the first time or again. */
    USER_INVITED,
    /** Somebody who was invited has chosen a password, and proven the address with it. */
    INVITATION_ACCEPTED,
    /** A password was set by an operator. It lifts the lock of passwords and the stop of codes. */
    PASSWORD_SET,
    /** An operator had all sessions ended and the password refused until a new one is set. */
    RESET_REQUIRED,
    /** An operator looked at how somebody stands. */
    USER_DIAGNOSED,
    /** The lock of passwords and the stop of codes were lifted by an operator. */
    USER_UNLOCKED,
    /** A change of a user by the application was refused. */
    USER_CHANGE_REFUSED,
    /** {@code UserIds} gave out an id that another user has; whoever was to become its user was refused. */
    USER_ID_REPEATED,
    /** A user was deleted. */
    USER_DELETED,
    /** A limit refused a call. */
    RATE_LIMITED,
    /** A mail was handed over to the mail server. */
    MAIL_SENT,
    /** A mail was given up: permanent failure, or its code had expired. */
    MAIL_FAILED,
    /** A mail was dropped because too many were waiting. */
    MAIL_DROPPED,
    /**
     * Housekeeping has been deleting what has expired for ten minutes and is not done; comes again every ten minutes until
     * it is. The database is slow, or somebody writes more than it can delete: look at the callers of the last hour.
     */
    HOUSEKEEPING_BEHIND
}
