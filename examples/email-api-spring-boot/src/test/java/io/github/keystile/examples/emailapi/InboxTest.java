package io.github.keystile.examples.emailapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keystile.auth.testkit.InsecureFastHasher;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Without Resend, mails land on a page that only this machine can ask for; without MongoDB, accounts live in memory. */
class InboxTest {
    @Test
    void showsTheCodeToThisMachineOnly() throws Exception {
        try (ConfigurableApplicationContext app =
                TestApp.start(Map.of("PORT", "0"), Clock.systemUTC(), new InsecureFastHasher())) {
            int port = TestApp.port(app);
            Visitor visitor = new Visitor("http://127.0.0.1:" + port);
            visitor.post(
                            DocumentTest.SYSTEM_2 + "/signup-request-otp",
                            "email",
                            "ann@example.com",
                            "password",
                            TestApp.PASSWORD)
                    .expect(200);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> visitor.get("/dev/inbox").body().matches("(?s)To: ann@example.com.*\n[0-9]{6}\n.*"));
            for (String host : new String[] {"rebound.example", "localhost.rebound.example", "127.0.0.1.example:80"}) {
                assertThat(RawHttp.get(port, host, "/dev/inbox"))
                        .startsWith("HTTP/1.1 421 ")
                        .contains("{\"success\":false,\"message\":\"")
                        .doesNotContain("ann@example.com");
            }
        }
    }
}
