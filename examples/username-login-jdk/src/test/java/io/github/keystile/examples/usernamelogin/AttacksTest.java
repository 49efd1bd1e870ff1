package io.github.keystile.examples.usernamelogin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API's document invites strangers to. */
class AttacksTest {
    private static final String ANN = "ann@example.com";
    private static final String PASSWORD = "correct horse";

    private final TestApp app = new TestApp();
    private final Visitor stranger = app.visitor();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void codesCannotBeGuessed() {
        app.signedUp("ann", ANN, PASSWORD);
        stranger.post("/getOtp", "userId", "ann").expect(200);
        String code = app.code(ANN);
        for (int guess = 0; guess < 3; guess++) {
            reset("ann", TestApp.other(code)).expect(400);
        }
        reset("ann", code).expect(429, "Too many failed attempts. Request a new code.");
        app.visitor().post("/login", "userId", "ann", "pwd", PASSWORD).expect(200);
    }

    @Test
    void codesAreGoodForTheirOwnAccountOnce() {
        app.signedUp("ann", ANN, PASSWORD);
        app.signedUp("eve", "eve@example.com", PASSWORD);
        stranger.post("/getOtp", "userId", "eve").expect(200);
        String code = app.code("eve@example.com");
        reset("ann", code).expect(410, "OTP expired. Please try again");
        reset("eve", code).expect(200);
        reset("eve", code).expect(410, "OTP expired. Please try again");
    }

    @Test
    void resetEndsWhateverASquatterHas() {
        Visitor squatter = app.signedUp("ann", ANN, PASSWORD);
        stranger.post("/getOtp", "userId", ANN).expect(200);
        reset(ANN, app.code(ANN)).expect(200);
        squatter.get("/me").expect(401);
        squatter.post("/login", "userId", ANN, "pwd", PASSWORD).expect(401, "Wrong Password");
    }

    @Test
    void mailboxesAreNotFlooded() throws Exception {
        app.signedUp("ann", ANN, PASSWORD);
        for (int request = 0; request < 4; request++) {
            stranger.post("/getOtp", "userId", "ann");
        }
        app.code(ANN);
        app.clock.advance(Duration.ofMinutes(2));
        stranger.post("/getOtp", "userId", ANN).expect(200);
        app.code(ANN);
        assertThat(app.mailsTo(ANN)).hasSize(2);
    }

    @Test
    void passwordsCannotBeGuessed() {
        app.signedUp("ann", ANN, PASSWORD);
        Visitor.Reply reply = stranger.post("/login", "userId", "ann", "pwd", "guess 0");
        for (int guess = 1; guess < 12 && reply.status() == 401; guess++) {
            reply = stranger.post("/login", "userId", guess % 2 == 0 ? "ann" : ANN, "pwd", "guess " + guess);
        }
        assertThat(Integer.parseInt(reply.expect(429).header("retry-after"))).isPositive();
        stranger.post("/login", "userId", "ann", "pwd", PASSWORD).expect(429);
    }

    @Test
    void whatIsEchoedIsDataAndBounded() {
        Visitor.Reply reply = stranger.post("/login", "userId", "<b>\"\r\nSet-Cookie: x=y", "pwd", "123456");
        reply.expect(404, "no user with given userId <b>\"\r\nSet-Cookie: x=y");
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(stranger.cookies).isEmpty();
        assertThat(stranger.post("/getOtp", "userId", "x".repeat(15_000))
                        .expect(404)
                        .body())
                .hasSizeLessThan(300);
        byte[] broken = "{\"userId\":\"a\\ud800\\u0000\"}".getBytes(ISO_8859_1);
        stranger.send("POST", "/getOtp", "application/json", broken)
                .expect(404, "no user with given userId a\ufffd\u0000");
    }

    @ParameterizedTest
    @CsvSource({"POST,/signup", "POST,/login", "POST,/getOtp", "PUT,/verifyOtpChangePassword", "DELETE,/logout"})
    void otherSitesCannotChangeAnything(String method, String path) throws Exception {
        Visitor ann = app.signedUp("ann", ANN, PASSWORD);
        String before = app.stored();
        Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site").forEach((name, value) -> {
            Visitor browser = ann.twin();
            browser.headers.put(name, value);
            browser.send(method, path, "application/json", "{\"userId\":\"ann\"}".getBytes(ISO_8859_1))
                    .expect(403);
        });
        ann.get("/me").expect(200);
        assertThat(app.stored()).isEqualTo(before);
        ann.headers.put("Origin", app.url());
        ann.delete("/logout").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{} {}", "{\"user\":7}", "{\"user\":null}", "{\"\u00ff\":1}"})
    void malformedBodiesAreRefused(String body) throws Exception {
        for (String path : new String[] {"/signup", "/login", "/getOtp"}) {
            stranger.send("POST", path, "application/json", body.getBytes(ISO_8859_1))
                    .expect(400);
        }
        stranger.send("PUT", "/verifyOtpChangePassword", "application/json", body.getBytes(ISO_8859_1))
                .expect(400);
        assertThat(app.stored()).startsWith("auth_user=0 auth_challenge=0");
    }

    @Test
    void otherBadRequestsAreRefused() throws Exception {
        stranger.send("POST", "/signup", "text/plain", new byte[0]).expect(415);
        stranger.send("POST", "/signup", "application/json", new byte[100_000]).expect(413);
        stranger.send("POST", "/signup", "application/json", "[".repeat(15_000).getBytes(ISO_8859_1))
                .expect(400);
        stranger.get("/nowhere").expect(404);
        assertThat(stranger.get("/logout").expect(405).header("allow")).isEqualTo("DELETE");
        stranger.post("/signup", "user", "a b", "email", ANN, "pwd", PASSWORD).expect(422);
        stranger.post("/signup", "user", "ann", "email", ANN + "\r\nBcc: x", "pwd", PASSWORD)
                .expect(422);
        stranger.post("/signup", "user", "ann", "email", ANN, "pwd", "12345").expect(422, "Use at least 6 characters.");
        String broken = "{\"user\":\"ann\",\"email\":\"" + ANN + "\",\"pwd\":\"a\\ud800bcdef\"}";
        stranger.send("POST", "/signup", "application/json", broken.getBytes(ISO_8859_1))
                .expect(422);
        assertThat(app.stored()).startsWith("auth_user=0");
        assertThat(RawHttp.get(app.port(), "localhost", "/%ff%00")).startsWith("HTTP/1.1 4");
    }

    /** Newer JDKs close the connection without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n\r\n", "5\r\nabc\r\n0\r\n\r\n", "-1\r\n\r\n", "ffffffffffffffffff\r\n{}"})
    void malformedChunksAreTheClientsFault(String chunks) throws Exception {
        assertThat(RawHttp.chunks(app.port(), "/login", chunks))
                .satisfiesAnyOf(
                        answer -> assertThat(answer).startsWith("HTTP/1.1 400 "),
                        answer -> assertThat(answer).isEmpty());
        stranger.get("/me").expect(401);
    }

    @Test
    void strangeTokensAreNobody() {
        for (String token : new String[] {"x", "a.b.c", "ey".repeat(900)}) {
            stranger.cookies.put("username-login-access", token);
            stranger.cookies.put("username-login-refresh", token);
            stranger.get("/me").expect(401);
        }
    }

    @Test
    void sessionsGoOnWithoutARefreshRouteButNotAfterLogout() {
        Visitor ann = app.signedUp("ann", ANN, PASSWORD);
        app.clock.advance(Duration.ofHours(2));
        String before = ann.cookies.get("username-login-access");
        ann.get("/me").expect(200);
        assertThat(ann.cookies.get("username-login-access")).isNotEqualTo(before);
        Visitor thief = ann.twin();
        app.clock.advance(Duration.ofHours(2));
        ann.delete("/logout").expect(200);
        thief.get("/me").expect(401);
    }

    private Visitor.Reply reset(String userId, String code) {
        return stranger.put("/verifyOtpChangePassword", "userId", userId, "otp", code, "pwd", "stolen horse");
    }
}
