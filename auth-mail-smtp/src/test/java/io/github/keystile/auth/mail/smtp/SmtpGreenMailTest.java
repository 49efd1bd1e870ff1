package io.github.keystile.auth.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.keystile.auth.error.MailException;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Implicit TLS, and a mailbox that is read the way a reader's mail program reads it. */
@Timeout(300)
class SmtpGreenMailTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static TestCertificate certificate;
    private static GreenMail server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        certificate = TestCertificate.of(folder, "localhost", "dns:localhost");
        System.setProperty("greenmail.tls.keystore.file", certificate.file().toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        var setups = new ServerSetup[] {
            new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS),
            new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_IMAP)
        };
        for (ServerSetup setup : setups) {
            setup.setServerStartupTimeout(PATIENCE.toMillis());
        }
        server = new GreenMail(setups);
        server.setUser("shop@example.com", "shop", "s3cret-pw");
        server.setUser("ann@example.com", "ann", "anns-pw");
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
        System.clearProperty("greenmail.tls.keystore.file");
        System.clearProperty("greenmail.tls.keystore.password");
    }

    @Test
    @Tag("MAL-04")
    void aMailboxReceivesWhatWasSentOverImplicitTls() throws Exception {
        mailer("localhost").sslContext(certificate.trusting()).build().send(Mails.to("ann@example.com"));
        assertThat(server.waitForIncomingEmail(PATIENCE.toMillis(), 1)).isTrue();
        Store store = Session.getInstance(new Properties()).getStore("imap");
        store.connect("localhost", server.getImap().getPort(), "ann", "anns-pw");
        try (store;
                Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_ONLY);
            assertThat(inbox.getMessageCount()).isEqualTo(1);
            Message mail = inbox.getMessage(1);
            assertThat(mail.getSubject()).isEqualTo("Bestätigung ☃");
            assertThat(mail.getAllRecipients()).singleElement().hasToString("ann@example.com");
            var parts = (MimeMultipart) mail.getContent();
            assertThat((String) parts.getBodyPart(0).getContent())
                    .contains("Grüße")
                    .containsOnlyOnce("\r\n" + Mails.CODE);
            assertThat((String) parts.getBodyPart(1).getContent()).contains("<b>" + Mails.CODE + "</b>");
        }
    }

    @Test
    @Tag("MAL-04")
    void aSelfSignedCertificateIsRefused() {
        SmtpMailer mailer = mailer("localhost").build();
        assertThatThrownBy(() -> mailer.send(Mails.to("ann@example.com")))
                .isInstanceOfSatisfying(
                        MailException.class,
                        refused -> assertThat(refused.temporary()).isFalse())
                .hasMessageContaining("certificate");
    }

    @Test
    @Tag("MAL-04")
    void theCertificateOfAnotherHostIsRefused() {
        SmtpMailer mailer =
                mailer("127.0.0.1").sslContext(certificate.trusting()).build();
        assertThatThrownBy(() -> mailer.send(Mails.to("ann@example.com")))
                .isInstanceOfSatisfying(
                        MailException.class,
                        refused -> assertThat(refused.temporary()).isFalse())
                .hasMessageContaining("certificate");
    }

    private static SmtpMailerBuilder mailer(String host) {
        return SmtpMailer.builder(host, Mails.FROM)
                .security(SmtpSecurity.IMPLICIT_TLS)
                .port(server.getSmtps().getPort())
                .timeouts(PATIENCE, PATIENCE, PATIENCE)
                .credentials("shop", "s3cret-pw");
    }
}
