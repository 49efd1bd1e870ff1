package io.github.keystile.auth.error;

import org.jspecify.annotations.Nullable;

/**
 * Every reason for which Keystile refuses. The names are part of the API: none is renamed, none changes its
 * meaning; later versions may add some.
 */
public enum AuthError {
    /** The text is not an e-mail address that mail can be sent to. */
    INVALID_EMAIL(422, "email", "Enter a valid e-mail address."),
    /** The username has a forbidden character or length. */
    INVALID_USERNAME(422, "username", "Use 3 to 32 letters, digits, dots, hyphens or underscores."),
    /** The attributes are too many, too large or have a forbidden name. */
    INVALID_ATTRIBUTES(422, "attributes", "The profile data is too large or has a field that cannot be set."),
    /** The new password is shorter than the policy allows. */
    PASSWORD_TOO_SHORT(422, "password", "The password is too short."),
    /** The new password is longer than the policy allows. */
    PASSWORD_TOO_LONG(422, "password", "The password is too long."),
    /** The new password holds a NUL or broken Unicode, which cannot be hashed faithfully. */
    PASSWORD_INVALID(422, "password", "The password contains a character that cannot be used."),
    /** The new password is on the list of common passwords. */
    PASSWORD_TOO_COMMON(422, "password", "This password is too common. Choose another one."),
    /** The new password equals the e-mail address, its local part, the username or the application's name. */
    PASSWORD_MATCHES_IDENTITY(422, "password", "The password must differ from your name and e-mail address."),
    /** The new password is known from a data breach. */
    PASSWORD_BREACHED(422, "password", "This password appeared in a data breach. Choose another one."),
    /** The address has an account already. Under uniform disclosure only after the mailbox was proven. */
    EMAIL_TAKEN(409, "email", "There is already an account with this e-mail address."),
    /** The username belongs to somebody else. */
    USERNAME_TAKEN(409, "username", "This username is already taken."),
    /** Unknown identifier, wrong password, locked or disabled account: the same answer for all. */
    INVALID_CREDENTIALS(401, "Invalid credentials."),
    /** No such user. From flows under explicit disclosure only; from {@code users()} always. */
    USER_NOT_FOUND(404, "User not found."),
    /** Too many wrong passwords. Under explicit disclosure, or to the holder of a session. */
    ACCOUNT_LOCKED(429, "Too many failed attempts. Try again later."),
    /** The account was disabled. Under explicit disclosure only, to someone who knows the password. */
    ACCOUNT_DISABLED(403, "This account is disabled."),
    /** The password was right and must not be used any more: a new one has to be set by mail. */
    PASSWORD_RESET_REQUIRED(403, "Set a new password to sign in."),
    /** A signup waits for its code. Under explicit disclosure only, to someone who knows the password. */
    ACCOUNT_NOT_VERIFIED(403, "Account not verified."),
    /** Wrong, expired, used or unknown code: the same answer for all. */
    INVALID_CODE(400, "code", "Invalid or expired code."),
    /**
     * The code's time is over, whether it was right or not; for {@code IdentifierCode}, which names no challenge, also if
     * no code was asked for at all. Under explicit disclosure only.
     */
    CODE_EXPIRED(410, "code", "The code has expired. Request a new one."),
    /**
     * The code's attempts are spent; {@code retryAfter} is when a new one can be had at the earliest. Under explicit
     * disclosure only.
     */
    TOO_MANY_ATTEMPTS(429, "code", "Too many failed attempts. Request a new code."),
    /** Nothing is left to resend a code for: start again. */
    CHALLENGE_NOT_FOUND(410, "This request has expired. Start again."),
    /** Wrong, expired or used link. */
    INVALID_LINK(400, "This link is invalid or has expired."),
    /** Wrong, expired or used reset ticket. */
    INVALID_TICKET(400, "This request has expired. Start again."),
    /** No token of this application, or one that was tampered with, or one whose session has ended. */
    INVALID_TOKEN(401, "Sign in to continue."),
    /** A token that was good until its time was over: refresh it. */
    TOKEN_EXPIRED(401, "The session has expired. Sign in again."),
    /** Too many requests from this caller or about this identifier. */
    TOO_MANY_REQUESTS(429, "Too many requests. Try again later."),
    /** All hashing capacity is taken. Nothing was counted, but what a breach checker was asked. */
    BUSY(503, "The service is busy. Try again in a moment."),
    /** The mail could not be sent inside the call. Under explicit disclosure with sending in the call only. */
    MAIL_NOT_SENT(502, "The e-mail could not be sent. Try again later.");

    private final int httpStatus;
    private final @Nullable String field;
    private final String message;

    AuthError(int httpStatus, String message) {
        this(httpStatus, null, message);
    }

    AuthError(int httpStatus, @Nullable String field, String message) {
        this.httpStatus = httpStatus;
        this.field = field;
        this.message = message;
    }

    /**
     * The HTTP status that fits, for applications that speak HTTP.
     *
     * @return a status from 400 to 599
     */
    public int httpStatus() {
        return httpStatus;
    }

    /** What a request calls the field that this is about, unless the verb says otherwise; null where there is none. */
    @Nullable
    String field() {
        return field;
    }

    /**
     * English text that may be shown to anybody.
     *
     * @return one or two sentences
     */
    public String message() {
        return message;
    }
}
