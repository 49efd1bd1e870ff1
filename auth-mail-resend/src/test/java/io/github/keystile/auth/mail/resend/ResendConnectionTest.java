package io.github.keystile.auth.mail.resend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.keystile.auth.error.MailException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of servers that say nothing, too much, or are somebody else. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResendConnectionTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LIMIT = Duration.ofMillis(400);

    @Test
    @Tag("MAL-05")
    void aServerThatNeverAnswersIsLeftInTime() throws IOException {
        try (var blackHole = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatItEndsInTime(URI.create("http://127.0.0.1:" + blackHole.getLocalPort()));
        }
    }

    @Test
    @Tag("MAL-05")
    void aServerThatNeverShakesHandsIsLeftInTime() throws IOException {
        try (var blackHole = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatItEndsInTime(URI.create("https://localhost:" + blackHole.getLocalPort()));
        }
    }

    @Test
    @Tag("MAL-05")
    void aServerThatStopsInTheMiddleOfItsAnswerIsLeftInTime() throws IOException {
        var done = new CountDownLatch(1);
        try (var stub = new ResendStub()) {
            stub.answer(exchange -> {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                await(done);
            });
            assertThatItEndsInTime(stub.url());
        } finally {
            done.countDown();
        }
    }

    @Test
    @Tag("MAL-05")
    void anAnswerWithoutEndIsNotRead() throws IOException {
        try (var stub = new ResendStub()) {
            stub.answer(exchange -> {
                exchange.sendResponseHeaders(503, 0);
                var junk = new byte[8192];
                while (!Thread.currentThread().isInterrupted()) {
                    exchange.getResponseBody().write(junk);
                }
            });
            MailException failure = Mails.failure(Mails.at(stub).build());
            assertThat(failure.temporary()).isTrue();
            assertThat(failure).hasMessageContaining("503");
        }
    }

    @Test
    void anAnswerThatJustFitsIsRead() throws IOException {
        try (var stub = new ResendStub()) {
            String start = "{\"id\":\"";
            String fits = start + "x".repeat(BoundedBody.LIMIT - start.length() - 2) + "\"}";
            stub.answer(exchange -> ResendStub.reply(exchange, 200, fits))
                    .answer(exchange -> ResendStub.reply(exchange, 200, start + "x" + fits.substring(start.length())));
            ResendMailer mailer = Mails.at(stub).build();
            assertThatCode(() -> mailer.send(Mails.to("ann@example.com"))).doesNotThrowAnyException();
            assertThat(Mails.failure(mailer).temporary()).isTrue();
        }
    }

    @Test
    void nobodyAtThePortIsTemporary() throws IOException {
        // Bound and never listening: nobody else can take the port.
        try (var bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThat(Mails.failure(at(bound.getLocalPort())).temporary()).isTrue();
        }
    }

    @Test
    void aConnectionThatBreaksIsTemporary() throws IOException {
        try (var stub = new ResendStub()) {
            stub.answer(HttpExchange::close).answer(exchange -> {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                throw new IOException("hangs up");
            });
            ResendMailer mailer = Mails.at(stub).build();
            assertThat(Mails.failure(mailer).temporary()).isTrue();
            assertThat(Mails.failure(mailer).temporary()).isTrue();
        }
    }

    @Test
    void anInterruptedThreadStaysInterrupted() throws IOException {
        // It never answers: what is left of a request that was broken off would be no mail.
        try (var blackHole = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ResendMailer mailer = at(blackHole.getLocalPort());
            Thread.currentThread().interrupt();
            MailException failure = Mails.failure(mailer);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.temporary()).isTrue();
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsPermanent(@TempDir Path folder) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder.resolve("key.p12"))));
        server.start();
        try {
            MailException failure = Mails.failure(ResendMailer.builder(ResendStub.API_KEY, Mails.FROM)
                    .baseUrl(URI.create(
                            "https://localhost:" + server.getAddress().getPort()))
                    .timeouts(PATIENCE, PATIENCE)
                    .build());
            assertThat(failure.temporary()).isFalse();
            assertThat(failure).hasMessageContaining("certificate");
        } finally {
            server.stop(0);
        }
    }

    private static void assertThatItEndsInTime(URI url) {
        ResendMailer mailer = ResendMailer.builder(ResendStub.API_KEY, Mails.FROM)
                .baseUrl(url)
                .timeouts(LIMIT, LIMIT)
                .build();
        long start = System.nanoTime();
        assertThat(Mails.failure(mailer).temporary()).isTrue();
        // How late it may be is the limit of the whole test: it would wait for ever.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LIMIT.minusMillis(50));
    }

    private static ResendMailer at(int port) {
        return ResendMailer.builder(ResendStub.API_KEY, Mails.FROM)
                .baseUrl(URI.create("http://127.0.0.1:" + port))
                .timeouts(PATIENCE, PATIENCE)
                .build();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SSLContext selfSigned(Path file) throws Exception {
        String[] command = {
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "key",
            "-keyalg",
            "RSA",
            "-keysize",
            "2048",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            "changeit"
        };
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, "changeit".toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
