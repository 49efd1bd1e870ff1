package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.otp.Purpose;

/**
 * What a purpose means where it is mailed.
 *
 * @param secret what is mailed
 * @param mail which mail carries it
 * @param started the event of the first request
 * @param aboutAccount whether guesses are counted against an account; a signup has none yet
 * @param carriesPayload whether its capability writes a payload and reads it before it takes the proof; a payload where
 *     none belongs was written by another version, and the proof proves nothing
 */
public record Errand(
        Purpose purpose,
        MailedSecret secret,
        MailPurpose mail,
        AuthEventType started,
        boolean aboutAccount,
        boolean carriesPayload) {
    public static final Errand SIGNUP = new Errand(
            Purpose.SIGNUP, new MailedCode(), MailPurpose.SIGNUP_CODE, AuthEventType.SIGNUP_STARTED, false, true);
    public static final Errand EMAIL_VERIFICATION =
            ofAccount(Purpose.EMAIL_VERIFICATION, new MailedCode(), MailPurpose.EMAIL_VERIFICATION_CODE);
    public static final Errand RESET_BY_CODE =
            ofAccount(Purpose.PASSWORD_RESET_CODE, new MailedCode(), MailPurpose.PASSWORD_RESET_CODE);
    public static final Errand RESET_BY_LINK =
            ofAccount(Purpose.PASSWORD_RESET_LINK, new MailedLink(), MailPurpose.PASSWORD_RESET_LINK);

    public static Errand ofAccount(Purpose purpose, MailedSecret secret, MailPurpose mail) {
        return new Errand(purpose, secret, mail, AuthEventType.CODE_REQUESTED, true, false);
    }
}
