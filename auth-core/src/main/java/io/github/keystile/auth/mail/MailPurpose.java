package io.github.keystile.auth.mail;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which mail it is. A text, so that whoever writes or sends mails meets one that they have never heard of as something
 * to hand on, not as an error: later versions add some.
 *
 * @param name 1 to 30 characters from {@code A-Z _}
 */
public record MailPurpose(String name) {
    private static final Pattern NAME = Pattern.compile("[A-Z_]{1,30}");

    /** The code that finishes a signup. */
    public static final MailPurpose SIGNUP_CODE = new MailPurpose("SIGNUP_CODE");

    /** Somebody tried to sign up with an address that has an account. */
    public static final MailPurpose ALREADY_REGISTERED = new MailPurpose("ALREADY_REGISTERED");

    /** The code that proves the address of an account. */
    public static final MailPurpose EMAIL_VERIFICATION_CODE = new MailPurpose("EMAIL_VERIFICATION_CODE");

    /** The code that allows a new password. */
    public static final MailPurpose PASSWORD_RESET_CODE = new MailPurpose("PASSWORD_RESET_CODE");

    /** The link that allows a new password. */
    public static final MailPurpose PASSWORD_RESET_LINK = new MailPurpose("PASSWORD_RESET_LINK");

    /** The password was changed or reset. */
    public static final MailPurpose PASSWORD_CHANGED = new MailPurpose("PASSWORD_CHANGED");

    /** No code went out, because the account takes none after too many wrong ones: what works instead. */
    public static final MailPurpose CODES_STOPPED = new MailPurpose("CODES_STOPPED");

    /** Too many wrong passwords were tried, so that none is looked at for a while. */
    public static final MailPurpose ACCOUNT_LOCKED = new MailPurpose("ACCOUNT_LOCKED");

    /** The link with which somebody who was invited chooses a password. */
    public static final MailPurpose INVITATION_LINK = new MailPurpose("INVITATION_LINK");

    private static final List<MailPurpose> STANDARD = List.of(
            SIGNUP_CODE,
            ALREADY_REGISTERED,
            EMAIL_VERIFICATION_CODE,
            PASSWORD_RESET_CODE,
            PASSWORD_RESET_LINK,
            PASSWORD_CHANGED,
            CODES_STOPPED,
            ACCOUNT_LOCKED,
            INVITATION_LINK);

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is too long or holds another character
     */
    public MailPurpose {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A mail's purpose is named by 1 to 30 characters from A-Z and _");
        }
    }

    /** Those that {@link StandardMailTexts} has a text for. */
    static List<MailPurpose> standard() {
        return STANDARD;
    }

    /** The name alone. */
    @Override
    public String toString() {
        return name;
    }
}
