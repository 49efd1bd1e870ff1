package io.github.keystile.examples.usernamelogin;

import io.github.keystile.auth.mail.MailFacts;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.MailText;
import io.github.keystile.auth.mail.MailTexts;
import java.util.Locale;

/** The mail with the reset code, in the words of the API's document. */
final class ResetMail implements MailTexts {
    private static final String ADVICE =
            "Tell it to nobody. If you did not ask for it, ignore this mail: your password stays as it is.";

    @Override
    public MailText write(MailPurpose purpose, MailFacts facts, Locale locale) {
        return MailText.ofParagraphs(
                "The otp for your password change",
                "The otp for the password change is " + facts.code() + ". The otp expires in "
                        + facts.lifetime().toMinutes() + " minutes",
                ADVICE);
    }
}
