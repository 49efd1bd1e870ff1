package io.github.keystile.examples.matrix;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.mail.smtp.SmtpMailer;
import io.github.keystile.auth.mail.smtp.SmtpSecurity;
import io.github.keystile.auth.user.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** An SMTP server in this process. */
final class SmtpMailbox implements Mailbox {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));

    SmtpMailbox() {
        server.setUser("no-reply@shop.example", "shop", "s3cret-pw");
        server.start();
    }

    @Override
    public Mailer mailer() {
        return SmtpMailer.builder("localhost", EmailAddress.of("no-reply@shop.example"))
                .port(server.getSmtp().getPort())
                .security(SmtpSecurity.OFF)
                .credentials("shop", "s3cret-pw")
                .build();
    }

    @Override
    public List<String> texts(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(message -> isTo(message, address))
                .map(SmtpMailbox::text)
                .toList();
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return Arrays.toString(message.getAllRecipients()).equals("[" + address + "]");
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(MimeMessage message) {
        try {
            return ((MimeMultipart) message.getContent())
                    .getBodyPart(0)
                    .getContent()
                    .toString();
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
