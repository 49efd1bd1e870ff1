package io.github.keystile.examples.resetlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Without a mail server, mails land on a page that only this machine can ask for. */
class InboxTest {
    @Test
    void showsTheLinkToThisMachineOnly() throws Exception {
        try (App app = App.start(Map.of("PORT", "0"))) {
            Client client = new Client("http://localhost:" + app.port());
            client.post("/api/users/signup", "email", "ann@example.com", "password", "correct horse")
                    .expect(201);
            client.post(TestApp.FORGOT, "email", "ann@example.com").expect(200);
            String link = "<a href=\"" + app.url() + "/reset-password?token=";
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> client.get("/dev/inbox").body().contains(link));
            assertThat(RawHttp.get(app.port(), "rebound.example", "/dev/inbox")).startsWith("HTTP/1.1 421 ");
        }
    }
}
