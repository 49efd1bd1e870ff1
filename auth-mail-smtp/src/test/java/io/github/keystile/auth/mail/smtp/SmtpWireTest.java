package io.github.keystile.auth.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.MailText;
import io.github.keystile.auth.user.EmailAddress;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every byte that goes out. */
@Timeout(300)
class SmtpWireTest {
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.com",
                "o'brien+tag@example.com",
                "a!b%c@example.com",
                "{x}|~`^=?*/&$#_-@example.com",
                "=?utf-8?q?evil=40evil.test=3e?=@example.com",
                "rcpt.to@xn--mller-kva.example"
            })
    @Tag("MAL-01")
    void thereIsExactlyOneRecipientAndItIsTheAddressItself(String address) {
        Mails.inTheClear(server).build().send(Mails.to(address));
        assertThat(server.lines("RCPT")).containsExactly("RCPT TO:<" + address + ">");
        assertThat(server.lines("To:")).containsExactly("To: " + address);
        assertThat(server.received()).doesNotContain("Cc:", "Bcc:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@x.test,b@y.test",
                "a@x.test;b@y.test",
                "a@x.test b@y.test",
                "g:a@x.test,b@y.test;",
                "victim@x.test <evil@evil.test>",
                "<a@x.test>",
                "@relay.test:a@x.test",
                "a@b@x.test",
                "\"a b\"@x.test",
                "a(comment)@x.test",
                "a@[127.0.0.1]",
                "a@x.test>\r\nRCPT TO:<evil@evil.test",
                "a@x.test\r\nRCPT TO:<evil@evil.test>",
                "a@x.test\n",
                "a@x.test\0",
                "a\t@x.test",
                "victim@ex\u0561mple.com",
                "a@x.test\u763e\u760d\u760aRCPT TO:<evil@evil.test",
                "a\u760d\u760a@x.test",
                "a@x\uff0etest",
                "a\uff20x.test"
            })
    @Tag("MAL-01")
    @Tag("MAL-02")
    void whatIsNotOnePlainAddressIsRefusedTwice(String hostile) {
        assertThat(EmailAddress.parse(hostile)).isEmpty();
        // Past the value type, as a later change of it might let something through.
        assertThatThrownBy(() -> MimeMail.address(hostile, null))
                .isInstanceOfSatisfying(
                        MailException.class,
                        refused -> assertThat(refused.temporary()).isFalse())
                .hasMessageNotContaining("test");
        assertThat(server.received()).isEmpty();
    }

    @Test
    @Tag("MAL-02")
    void everyByteIsAsciiAndLinesEndInCrLf() {
        Mails.inTheClear(server).fromName("Käse & \"Brot\"").build().send(Mails.to("ann@example.com"));
        String received = server.received();
        assertThat(received.chars()).allMatch(c -> c == '\r' || c == '\n' || c == '\t' || (c >= ' ' && c <= '~'));
        assertThat(received.replace("\r\n", "")).doesNotContain("\r", "\n");
    }

    @Test
    @Tag("MAL-02")
    void anIdempotencyKeyCannotBecomeAHeader() {
        var text = new MailText("s", "t", "h");
        var mail = new MailMessage(
                EmailAddress.of("ann@example.com"),
                MailPurpose.SIGNUP_CODE,
                text,
                "k>\r\nBcc: evil@evil.test\r\nX: \u760a");
        Mails.inTheClear(server).build().send(mail);
        assertThat(server.received()).doesNotContain("evil");
    }

    @Test
    @Tag("MAL-02")
    void longAndStrangeSubjectsStayOneHeader() {
        for (String subject :
                new String[] {"x".repeat(2000), "ä ".repeat(600), "=?utf-8?q?=0d=0aBcc:evil?=", "\u760d\u760a"}) {
            var mail = new MailMessage(
                    EmailAddress.of("ann@example.com"),
                    MailPurpose.SIGNUP_CODE,
                    new MailText(subject, "t", "h"),
                    "key");
            Mails.inTheClear(server).build().send(mail);
        }
        assertThat(server.lines("Subject:")).hasSize(4);
        assertThat(server.lines("Bcc")).isEmpty();
        assertThat(server.lines("RCPT")).hasSize(4);
    }

    @Test
    void aTextCannotEndTheMail() throws Exception {
        String text = ".\n..\n\r\n.\r\nRCPT TO:<evil@evil.test>\n.\rx\r.\r\n.\n";
        var mail = new MailMessage(
                EmailAddress.of("ann@example.com"), MailPurpose.SIGNUP_CODE, new MailText("s", text, text), "key");
        Mails.inTheClear(server).build().send(mail);
        assertThat(server.lines("DATA")).hasSize(1);
        assertThat(server.received().replace("QUIT\r\n", "")).endsWith("\r\n.\r\n");
        assertThat(server.received().split("\r\n\\.\r\n", -1)).hasSize(2);
    }

    @Test
    void textsWithNulAreRefusedUnsent() {
        for (MailText text : new MailText[] {new MailText("s", "a\0", "h"), new MailText("s", "t", "a\0")}) {
            var mail = new MailMessage(EmailAddress.of("ann@example.com"), MailPurpose.SIGNUP_CODE, text, "key");
            SmtpMailer mailer = Mails.inTheClear(server).build();
            assertThatThrownBy(() -> mailer.send(mail)).isInstanceOf(MailException.class);
        }
        assertThat(server.received()).isEmpty();
    }

    @Test
    void theMailReadsAsItWasWritten() throws Exception {
        Mails.inTheClear(server).fromName("Käse").build().send(Mails.to("ann@example.com"));
        MimeMessage mail = parse(server.received());
        assertThat(mail.getSubject()).isEqualTo("Bestätigung ☃");
        assertThat(mail.getFrom()[0]).hasToString("=?UTF-8?Q?K=C3=A4se?= <no-reply@shop.example>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getSentDate()).isNotNull();
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat((String) parts.getBodyPart(0).getContent()).contains("Grüße").contains("\r\n" + Mails.CODE + "\r\n");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Grüße: <b>" + Mails.CODE + "</b></p>");
    }

    @Test
    void theMachinesCharsetAndLocaleDoNotMatter() throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Dfile.encoding=US-ASCII",
                        "-Duser.language=ar",
                        "-Duser.country=EG",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmtpWireTest.class.getName(),
                        String.valueOf(server.port()))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        MimeMessage mail = parse(server.received());
        assertThat(mail.getSubject()).isEqualTo("Bestätigung ☃");
        assertThat((String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent())
                .contains("Grüße");
        assertThat(mail.getHeader("Date")[0]).matches("[A-Z][a-z]{2}, \\d+ [A-Z][a-z]{2} \\d{4} .*");
    }

    /** For {@link #theMachinesCharsetAndLocaleDoNotMatter}, in a JVM of its own. */
    public static void main(String[] port) {
        SmtpMailer.builder("localhost", Mails.FROM)
                .port(Integer.parseInt(port[0]))
                .security(SmtpSecurity.OFF)
                .timeouts(Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(2))
                .build()
                .send(Mails.to("ann@example.com"));
    }

    @Test
    void aWrongContextClassLoaderDoesNotMatter() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            Mails.inTheClear(server).build().send(Mails.to("ann@example.com"));
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(server.lines("DATA")).hasSize(1);
    }

    @Test
    @Tag("MAL-03")
    void theMailLibraryIsNotOneThatSplitsCommands() throws IOException {
        var facts = new Properties();
        try (InputStream in = SMTPTransport.class.getResourceAsStream(
                "/META-INF/maven/org.eclipse.angus/angus-mail/pom.properties")) {
            facts.load(in);
        }
        assertThat(Runtime.Version.parse(facts.getProperty("version")))
                .isGreaterThanOrEqualTo(Runtime.Version.parse("2.0.4"));
    }

    private static MimeMessage parse(String received) throws Exception {
        String data = received.substring(received.indexOf("DATA\r\n") + 6, received.indexOf("\r\n.\r\n") + 2);
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(data.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
