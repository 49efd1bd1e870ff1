package io.github.keystile.auth.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keystile.auth.error.MailException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of refusals, silence and broken connections. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SmtpRepliesTest {
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
    @ValueSource(strings = {"GREETING", "MAIL", "RCPT", "DATA", "."})
    void repliesOf400AreTemporaryAndThoseOf500Permanent(String command) {
        server.answer(command, "451 4.3.0 ann@example.com later", "550 5.1.1 ann@example.com never");
        SmtpMailer mailer = Mails.inTheClear(server).build();

        MailException first = failure(mailer);
        assertThat(first.temporary()).isTrue();
        assertThat(first).hasMessageContaining("451").hasMessageNotContaining("ann");

        MailException second = failure(mailer);
        assertThat(second.temporary()).isFalse();
        assertThat(second).hasMessageContaining("550").hasMessageNotContaining("ann");
    }

    @ParameterizedTest
    @CsvSource({"421,true", "450,true", "452,true", "499,true", "501,false", "503,false", "554,false", "599,false"})
    void everyReplyToTheRecipientIsSorted(int reply, boolean temporary) {
        server.answer("RCPT", reply + " no");
        assertThat(failure(Mails.inTheClear(server).build()).temporary()).isEqualTo(temporary);
        assertThat(server.lines("DATA")).isEmpty();
    }

    @Test
    @Tag("MAL-08")
    void aMailThatIsRefusedTwiceForNowGoesOutOnceAfterwards() {
        server.answer("RCPT", "451 later", "451 later", "250 fine");
        SmtpMailer mailer = Mails.inTheClear(server).build();
        assertThat(failure(mailer).temporary()).isTrue();
        assertThat(failure(mailer).temporary()).isTrue();
        mailer.send(Mails.to("ann@example.com"));
        assertThat(server.lines("DATA")).hasSize(1);
    }

    @Test
    @Tag("MAL-08")
    void everyTryCarriesTheSameMessageId() {
        server.answer(".", "451 later", "250 fine");
        SmtpMailer mailer = Mails.inTheClear(server).build();
        assertThat(failure(mailer).temporary()).isTrue();
        mailer.send(Mails.to("ann@example.com"));
        assertThat(server.lines("Message-ID:"))
                .hasSize(2)
                .matches(ids -> ids.get(0).equals(ids.get(1)));
        assertThat(server.lines("Message-ID:").get(0))
                .endsWith("@shop.example>")
                .doesNotContain("key-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA", "."})
    void brokenConnectionsAreTemporary(String command) {
        server.answer(command, ScriptedServer.HANG_UP);
        assertThat(failure(Mails.inTheClear(server).build()).temporary()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "EHLO", "RCPT", "."})
    @Tag("MAL-04")
    void serversThatNeverAnswerAreLeftInTime(String command) {
        server.answer(command, ScriptedServer.SILENCE);
        assertThatItEndsInTime(SmtpSecurity.OFF);
    }

    @Test
    @Tag("MAL-04")
    void serversThatNeverShakeHandsAreLeftInTime() {
        server.answer("GREETING", ScriptedServer.SILENCE);
        assertThatItEndsInTime(SmtpSecurity.IMPLICIT_TLS);
        server.answer("GREETING", "220 test")
                .answer("EHLO", "250-test\r\n250 STARTTLS")
                .answer("STARTTLS", ScriptedServer.GO_ON_WITH_TLS);
        assertThatItEndsInTime(SmtpSecurity.STARTTLS_REQUIRED);
    }

    private void assertThatItEndsInTime(SmtpSecurity security) {
        var limit = Duration.ofMillis(300);
        SmtpMailer mailer = Mails.local(server.port())
                .security(security)
                .timeouts(limit, limit, limit)
                .build();
        long start = System.nanoTime();
        assertThat(failure(mailer).temporary()).isTrue();
        // How late it may be is the limit of the whole test: it would wait for ever.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(limit);
    }

    @Test
    void nobodyAtThePortIsTemporary() throws IOException {
        // Bound and never listening: nobody else can take the port, and no accept is still under way.
        try (var bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SmtpMailer mailer =
                    Mails.local(bound.getLocalPort()).security(SmtpSecurity.OFF).build();
            assertThat(failure(mailer).temporary()).isTrue();
        }
    }

    @Test
    void anAcceptedMailStaysAcceptedIfTheConnectionBreaksAfterwards() {
        server.answer("QUIT", ScriptedServer.HANG_UP);
        assertThatCode(() -> Mails.inTheClear(server).build().send(Mails.to("ann@example.com")))
                .doesNotThrowAnyException();
    }

    @Test
    @Tag("MAL-04")
    void aServerWithoutStartTlsGetsNothing() {
        server.answer("EHLO", "250-test\r\n250 AUTH PLAIN LOGIN");
        MailException refused = failure(
                Mails.local(server.port()).credentials("shop", "s3cret-pw").build());
        assertThat(refused.temporary()).isFalse();
        assertThat(refused).hasMessageContaining("STARTTLS");
        assertThat(server.received()).isEqualTo("EHLO shop.example\r\n");
    }

    @Test
    @Tag("MAL-04")
    void aServerThatTakesBackStartTlsGetsNothing() {
        server.answer("EHLO", "250-test\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN")
                .answer("STARTTLS", "502 not now", "454 not now");
        SmtpMailer mailer =
                Mails.local(server.port()).credentials("shop", "s3cret-pw").build();
        assertThat(failure(mailer).temporary()).isFalse();
        assertThat(failure(mailer).temporary()).isTrue();
        assertThat(server.received()).doesNotContain("AUTH", "MAIL", Mails.CODE);
    }

    @Test
    @Tag("MAL-04")
    void aPlainServerAtATlsPortGetsNothing() {
        assertThat(failure(Mails.local(server.port())
                                .security(SmtpSecurity.IMPLICIT_TLS)
                                .build())
                        .temporary())
                .isFalse();
        assertThat(server.received()).doesNotContain("EHLO", "MAIL");
    }

    @Test
    void refusedCredentialsArePermanentAndNotTold() {
        server.answer("EHLO", "250-test\r\n250 AUTH PLAIN").answer("AUTH", "535 shop s3cret-pw", "454 later");
        SmtpMailer mailer =
                Mails.inTheClear(server).credentials("shop", "s3cret-pw").build();
        MailException refused = failure(mailer);
        assertThat(refused.temporary()).isFalse();
        assertThat(refused).hasMessageContaining("login").hasMessageNotContaining("s3cret");
        assertThat(failure(mailer).temporary()).isTrue();
        assertThat(server.lines("MAIL")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 test", "250-test\r\n250 AUTH CRAM-MD5"})
    void aServerThatOffersNoLoginIsRefusedIfCredentialsAreSet(String answer) {
        server.answer("EHLO", answer);
        MailException refused = failure(
                Mails.inTheClear(server).credentials("shop", "s3cret-pw").build());
        assertThat(refused.temporary()).isFalse();
        assertThat(server.lines("MAIL")).isEmpty();
    }

    private static MailException failure(SmtpMailer mailer) {
        MailException failure =
                catchThrowableOfType(MailException.class, () -> mailer.send(Mails.to("ann@example.com")));
        assertThat(failure).isNotNull().hasNoCause();
        return failure;
    }
}
