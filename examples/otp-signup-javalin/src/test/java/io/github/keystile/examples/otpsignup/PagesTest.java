package io.github.keystile.examples.otpsignup;

import static io.github.keystile.examples.otpsignup.HttpRoutesTest.ANN;
import static io.github.keystile.examples.otpsignup.HttpRoutesTest.PASSWORD;
import static io.github.keystile.examples.otpsignup.HttpRoutesTest.other;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keystile.auth.testkit.InsecureFastHasher;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pages as a browser without script sees them, and what guards them. */
class PagesTest {
    private static final String SECRET = "Vq3xW8sLr2Zt7Yk1Nf5Hb9Jc4Md6Pg0Q";

    @Test
    void everyFormWorksWithoutScript() {
        try (TestApp app = new TestApp()) {
            Visitor visitor = app.visitor();
            Visitor.Reply signup = visitor.form("/signup", "email=ann%40example.com&password=correct+horse+battery");
            assertThat(signup.expect(303).header("location")).isEqualTo("/verify-otp?email=ann%40example.com&wait=60");
            assertThat(visitor.get(signup.header("location")).body()).contains("Send a new code (in 60 s)");
            assertThat(visitor.get("/verify-otp?email=ann%40example.com").body())
                    .contains("action=\"/verify-otp/ann%40example.com\"");

            String code = app.code(ANN);
            Visitor.Reply wrong = visitor.form("/verify-otp/ann%40example.com", "otp=" + other(code))
                    .expect(303);
            assertThat(wrong.header("location")).isEqualTo("/verify-otp?email=ann%40example.com&error=INVALID_CODE");
            assertThat(visitor.get(wrong.header("location")).body())
                    .contains(
                            "id=\"otp-error\" aria-live=\"polite\">That code is not right, or too old. Check the newest mail");
            Visitor.Reply early = visitor.form("/resend-otp", "flow=signup&email=ann%40example.com")
                    .expect(303);
            assertThat(early.header("location"))
                    .isEqualTo("/verify-otp?email=ann%40example.com&error=TOO_MANY_REQUESTS&retry=60");
            assertThat(visitor.get(early.header("location")).body()).contains("Try again in 60 seconds.");

            Visitor.Reply right =
                    visitor.form("/verify-otp/ann%40example.com", "otp=" + code).expect(303);
            assertThat(right.header("location")).isEqualTo("/");
            assertThat(visitor.get("/").body()).contains("ann@example.com", "this browser");
            assertThat(visitor.form("/logout", "").expect(303).header("location"))
                    .isEqualTo("/login?notice=LOGGED_OUT");
            assertThat(visitor.form("/forgot-password", "email=ann%40example.com")
                            .expect(303)
                            .header("location"))
                    .isEqualTo("/verify-reset-otp?email=ann%40example.com&wait=60");
            visitor.form("/verify-ResetPassOtp/ann%40example.com", "otp=" + app.code(ANN))
                    .expect(303);
            Visitor.Reply differ =
                    visitor.form("/update-password/ann%40example.com", "newPassword=one+two+three&confirmPassword=x");
            assertThat(visitor.get(differ.expect(303).header("location")).body())
                    .contains("The passwords differ.");
        }
    }

    @Test
    void stepsWithoutTheirCookieLeadToTheFirstOne() {
        try (TestApp app = new TestApp()) {
            assertThat(app.visitor().get("/verify-otp").expect(303).header("location"))
                    .isEqualTo("/signup");
            assertThat(app.visitor().get("/verify-reset-otp").expect(303).header("location"))
                    .isEqualTo("/forgot-password");
            assertThat(app.visitor().get("/update-password").expect(303).header("location"))
                    .isEqualTo("/forgot-password");
        }
    }

    @Test
    void whatIsShownIsEscapedAndGuarded() {
        try (TestApp app = new TestApp()) {
            Visitor.Reply page =
                    app.visitor().get("/login?email=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&error=%3Cb%3E");
            assertThat(page.expect(200).body())
                    .doesNotContain("<script>alert", "<b>")
                    .contains("&lt;script&gt;");
            assertThat(page.header("content-security-policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                    .doesNotContain("unsafe");
            assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(page.header("referrer-policy")).isEqualTo("same-origin");
            assertThat(page.header("cache-control")).isEqualTo("no-store");
            assertThat(page.header("content-type")).isEqualToIgnoringCase("text/html;charset=utf-8");
            assertThat(app.visitor().get("/assets/app.css").expect(200).header("content-type"))
                    .contains("css");
            assertThat(app.visitor().get("/assets/app.js").expect(200).header("content-type"))
                    .contains("javascript");
        }
    }

    @Test
    void cookiesOfAPublicAddressAreSecureAndOnlyItsPagesMayPost() {
        try (TestApp app = new TestApp(Map.of("APP_URL", "https://app.example", "JWT_SECRET", SECRET))) {
            Visitor visitor = app.visitor();
            visitor.headers.put("Origin", app.url());
            visitor.post("/signup", "email", ANN, "password", PASSWORD).expect(403);
            visitor.headers.put("Origin", "https://app.example");
            Visitor.Reply reply =
                    visitor.post("/signup", "email", ANN, "password", PASSWORD).expect(200);
            assertThat(reply.header("set-cookie"))
                    .startsWith("__Host-keystile-signup=")
                    .contains("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/")
                    .doesNotContain("Domain");
        }
    }

    @Test
    void mailsLandOnTheInboxPageOnLoopbackOnly() throws Exception {
        Map<String, String> environment = Map.of("PORT", "0");
        try (App app = App.start(environment, Clock.systemUTC(), Optional.of(new InsecureFastHasher()))) {
            Visitor visitor = new Visitor("http://localhost:" + app.port());
            assertThat(visitor.get("/dev/inbox").expect(200).body()).contains("No mail yet");
            assertThat(visitor.get("/").body()).contains("/dev/inbox");
            visitor.post("/signup", "email", ANN, "password", PASSWORD).expect(200);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(visitor.get("/dev/inbox").body())
                            .contains(ANN)
                            .containsPattern("(?m)^[0-9]{6}$"));
            assertThat(visitor.get("/dev/inbox?refresh").body()).contains("http-equiv=\"refresh\"");
            assertThat(RawHttp.get(app.port(), "evil.example", "/dev/inbox")).startsWith("HTTP/1.1 404");
        }
        try (TestApp app = new TestApp()) {
            app.visitor().get("/dev/inbox").expect(404);
            assertThat(app.visitor().get("/").body()).doesNotContain("/dev/inbox");
        }
    }
}
