package io.github.keystile.auth.mail.smtp;

import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.testkit.ReceivedMail;
import io.github.keystile.auth.testkit.contract.MailerContract;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.subethamail.smtp.server.SMTPServer;

@Timeout(300)
class SmtpMailerContractTest extends MailerContract {
    private final List<ReceivedMail> received = new CopyOnWriteArrayList<>();
    private SMTPServer server;

    @BeforeEach
    void start() {
        server = new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .messageHandler((context, from, to, data) -> received.add(read(to, data)))
                .build();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Override
    protected Mailer createMailer() {
        return Mails.local(server.getPortAllocated()).security(SmtpSecurity.OFF).build();
    }

    @Override
    protected List<ReceivedMail> received() {
        return received;
    }

    private static ReceivedMail read(String recipient, byte[] data) {
        try {
            var mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data));
            var parts = (MimeMultipart) mail.getContent();
            return new ReceivedMail(
                    List.of(recipient),
                    mail.getSubject(),
                    (String) parts.getBodyPart(0).getContent(),
                    (String) parts.getBodyPart(1).getContent());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("not a mail", e);
        }
    }
}
