package io.github.keystile.examples.usernamelogin;

import io.github.keystile.auth.mail.MailFacts;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.MailText;
import io.github.keystile.auth.mail.MailTexts;
import java.util.Locale;
import java.util.Objects;

/** The mail with the reset code, in the words of the API's document. */
final class ResetMail implements MailTexts {
    private static final String ADVICE =
            "Tell it to nobody. If you did not ask for it, ignore this mail: your password stays as it is.";

    @Override
    public MailText write(MailPurpose purpose, MailFacts facts, Locale locale) {
        // Digits only, and the rest is ours: nothing here needs escaping in HTML.
        String code = Objects.requireNonNull(facts.code(), "code");
        String before = "The otp for the password change is ";
        String after = ". The otp expires in " + facts.lifetime().toMinutes() + " minutes";
        return new MailText(
                "The otp for your password change",
                before + code + after + "\n\n" + ADVICE + "\n",
                "<p>" + before + "<b>" + code + "</b>" + after + "</p>\n<p>" + ADVICE + "</p>\n");
    }
}
