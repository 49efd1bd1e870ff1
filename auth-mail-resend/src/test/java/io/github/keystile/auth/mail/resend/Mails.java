package io.github.keystile.auth.mail.resend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.MailText;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.user.EmailAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

/** What the tests of this package send, and how. */
final class Mails {
    static final EmailAddress FROM = EmailAddress.of("no-reply@shop.example");
    static final String CODE = "048213";

    private Mails() {}

    static MailMessage to(String address) {
        return to(address, "key-1");
    }

    static MailMessage to(String address, String idempotencyKey) {
        return new MailMessage(
                EmailAddress.of(address),
                MailPurpose.SIGNUP_CODE,
                new MailText("Bestätigung ☃", "Grüße:\n\n" + CODE + "\n", "<p>Grüße: <b>" + CODE + "</b></p>"),
                idempotencyKey);
    }

    static ResendMailerBuilder at(ResendStub stub) {
        var limit = Duration.ofMinutes(2);
        return ResendMailer.builder(ResendStub.API_KEY, FROM)
                .baseUrl(stub.url())
                .timeouts(limit, limit);
    }

    /** Sends a mail that is not taken; looks for secrets in everything that a log could show of the exception. */
    static MailException failure(Mailer mailer) {
        return failure(mailer, to("ann@example.com"));
    }

    static MailException failure(Mailer mailer, MailMessage mail) {
        MailException failure = catchThrowableOfType(MailException.class, () -> mailer.send(mail));
        assertThat(failure).isNotNull().hasNoCause();
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(ResendStub.API_KEY, "ann", CODE, FROM.address(), "key-1");
        return failure;
    }
}
