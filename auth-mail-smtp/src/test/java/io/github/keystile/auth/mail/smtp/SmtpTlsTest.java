package io.github.keystile.auth.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keystile.auth.error.MailException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** STARTTLS and login with a real server, with right and wrong certificates. */
@Timeout(300)
class SmtpTlsTest {
    private static TestCertificate right;
    private static TestCertificate anotherHosts;

    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private SMTPServer server;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        right = TestCertificate.of(folder, "localhost", "dns:localhost,ip:127.0.0.1");
        anotherHosts = TestCertificate.of(folder, "mail.other.example", "dns:mail.other.example");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    @Tag("MAL-04")
    void sendsAfterStartTlsAndLogin() {
        start(right.server());
        mailer(right.trusting()).send(Mails.to("ann@example.com"));
        assertThat(logins).containsExactly("shop/s3cret-pw-ä");
        assertThat(mails)
                .singleElement()
                .satisfies(mail -> assertThat(mail)
                        .startsWith("no-reply@shop.example>ann@example.com:")
                        .contains("Auto-Submitted: auto-generated"));
    }

    @Test
    @Tag("MAL-04")
    void aCertificateThatNobodyVouchesForIsRefused() {
        start(right.server());
        SmtpMailer mailer = Mails.local(server.getPortAllocated())
                .credentials("shop", "s3cret-pw-ä")
                .build();
        assertRefused(mailer);
    }

    @Test
    @Tag("MAL-04")
    void aCertificateFromAnotherAuthorityIsRefused() {
        start(right.server());
        assertRefused(mailer(anotherHosts.trusting()));
    }

    @Test
    @Tag("MAL-04")
    void theCertificateOfAnotherHostIsRefused() {
        start(anotherHosts.server());
        assertRefused(mailer(anotherHosts.trusting()));
    }

    @Test
    void wrongCredentialsArePermanent() {
        start(right.server());
        SmtpMailer mailer = Mails.local(server.getPortAllocated())
                .credentials("shop", "wrong-pw")
                .sslContext(right.trusting())
                .build();
        MailException refused = failure(mailer);
        assertThat(refused.temporary()).isFalse();
        assertThat(refused).hasMessageContaining("535").hasMessageNotContaining("wrong-pw");
        assertThat(mails).isEmpty();
    }

    @Test
    void manyThreadsSendAtOnce() throws Exception {
        start(right.server());
        SmtpMailer mailer = mailer(right.trusting());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<? extends Future<?>> sent = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> mailer.send(Mails.to("ann" + i + "@example.com"))))
                    .toList();
            for (Future<?> one : sent) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(mails).hasSize(40).allMatch(mail -> mail.contains("To: " + mail.split("[>:]", 3)[1] + "\r\n"));
    }

    private void assertRefused(SmtpMailer mailer) {
        MailException refused = failure(mailer);
        assertThat(refused.temporary()).isFalse();
        assertThat(refused).hasMessageContaining("certificate");
        assertThat(logins).isEmpty();
        assertThat(mails).isEmpty();
    }

    private static MailException failure(SmtpMailer mailer) {
        MailException failure =
                catchThrowableOfType(MailException.class, () -> mailer.send(Mails.to("ann@example.com")));
        assertThat(failure).isNotNull().hasNoCause();
        return failure;
    }

    private SmtpMailer mailer(SSLContext trust) {
        return Mails.local(server.getPortAllocated())
                .credentials("shop", "s3cret-pw-ä")
                .sslContext(trust)
                .build();
    }

    private void start(SSLContext certificate) {
        server = new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .startTlsSocketFactory(certificate)
                .requireTLS()
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    logins.add(user + "/" + password);
                    if (!password.equals("s3cret-pw-ä")) {
                        throw new LoginFailedException();
                    }
                }))
                .messageHandler((context, from, to, data) ->
                        mails.add(from + ">" + to + ":" + new String(data, StandardCharsets.ISO_8859_1)))
                .build();
        server.start();
    }
}
