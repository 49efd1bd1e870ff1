package io.github.keystile.examples.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Without a mail server, mails land on a page that only this machine can ask for. */
@QuarkusTest
@TestProfile(InboxTest.NoMailServer.class)
class InboxTest {
    /** The application as it starts on a developer's machine. */
    public static final class NoMailServer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "test.smtp", "false",
                    // What an operator sets behind a proxy, for the caller's address.
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.allow-forwarded", "true");
        }
    }

    @Inject
    Shop shop;

    @Test
    void showsTheCode() {
        String email = shop.registered();
        Browser browser = shop.browser();
        browser.post("send-otp", "email", email).expect(200);
        await().until(() -> browser.get("/dev/inbox").expect(200).body().contains("To: " + email));
        assertThat(browser.get("/dev/inbox").header("content-type")).startsWith("text/plain");
    }

    @Test
    void isForThisMachineOnly() throws Exception {
        assertThat(get("localhost")).startsWith("HTTP/1.1 200 ");
        assertThat(get("rebound.example")).startsWith("HTTP/1.1 421 ").contains("{\"message\":\"");
        // The page that was led here may send any header but Host.
        assertThat(get("rebound.example\r\nForwarded: host=localhost")).startsWith("HTTP/1.1 421 ");
    }

    /** With a Host header that no browser here would send unless another site's name leads to this machine. */
    private String get(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), shop.port())) {
            socket.setSoTimeout(10_000);
            String request = "GET /dev/inbox HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
