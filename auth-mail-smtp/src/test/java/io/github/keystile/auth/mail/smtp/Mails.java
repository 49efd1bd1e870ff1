package io.github.keystile.auth.mail.smtp;

import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.MailText;
import io.github.keystile.auth.user.EmailAddress;
import java.time.Duration;

/** What the tests of this package send, and how. */
final class Mails {
    static final EmailAddress FROM = EmailAddress.of("no-reply@shop.example");
    static final String CODE = "048213";

    private Mails() {}

    static MailMessage to(String address) {
        return new MailMessage(
                EmailAddress.of(address),
                MailPurpose.SIGNUP_CODE,
                new MailText("Bestätigung ☃", "Grüße:\n\n" + CODE + "\n", "<p>Grüße: <b>" + CODE + "</b></p>"),
                "key-1");
    }

    static SmtpMailerBuilder local(int port) {
        var limit = Duration.ofMinutes(2);
        return SmtpMailer.builder("localhost", FROM).port(port).timeouts(limit, limit, limit);
    }

    static SmtpMailerBuilder inTheClear(ScriptedServer server) {
        return local(server.port()).security(SmtpSecurity.OFF);
    }
}
