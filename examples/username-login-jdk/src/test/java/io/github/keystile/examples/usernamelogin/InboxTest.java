package io.github.keystile.examples.usernamelogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Without a mail server, mails land on a page that only this machine can ask for. */
class InboxTest {
    @Test
    void showsTheCodeToThisMachineOnly() throws Exception {
        try (App app = App.start(Map.of("PORT", "0"))) {
            Visitor visitor = new Visitor("http://localhost:" + app.port());
            visitor.post("/signup", "user", "ann", "email", "ann@example.com", "pwd", "correct horse")
                    .expect(200);
            visitor.post("/getOtp", "userId", "ann").expect(200);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> visitor.get("/dev/inbox").body().contains("The otp for the password change is "));
            assertThat(RawHttp.get(app.port(), "rebound.example", "/dev/inbox")).startsWith("HTTP/1.1 421 ");
        }
    }

    @Test
    void isNotThereWithAMailServer() {
        try (TestApp app = new TestApp()) {
            app.visitor().get("/dev/inbox").expect(404);
        }
    }
}
