package io.github.keystile.examples.otpsignup;

import static io.github.keystile.examples.otpsignup.HttpRoutesTest.PASSWORD;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a clear refusal and nothing is kept. */
class BadInputTest {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final TestApp app = new TestApp();
    private final Visitor visitor = app.visitor();

    @AfterEach
    void close() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n\r\n", "5\r\nabc\r\n0\r\n\r\n", "-1\r\n\r\n", "ffffffffffffffffff\r\n{}"})
    void malformedChunksAreTheClientsFault(String chunks) throws Exception {
        for (String route : new String[] {"/signup", "/login", "/resend-otp"}) {
            assertThat(RawHttp.chunks(app.port(), route, chunks)).startsWith("HTTP/1.1 400 ");
        }
    }

    static Stream<Arguments> badSignups() {
        String good = "\"password\":\"" + PASSWORD + "\"";
        return Stream.of(
                signup(400, JSON, "{\"email\":"),
                signup(400, JSON, "[]"),
                signup(400, JSON, "null"),
                signup(400, JSON, "\"text\""),
                signup(400, JSON, "{} {}"),
                signup(400, JSON, ""),
                signup(400, JSON, "{" + good + "}"),
                signup(400, JSON, "{\"email\":null," + good + "}"),
                signup(400, JSON, "{\"email\":7," + good + "}"),
                signup(400, JSON, "{\"email\":[\"a@example.com\"]," + good + "}"),
                signup(400, JSON, "{\"email\":{\"$ne\":null}," + good + "}"),
                signup(400, JSON, "{\"email\":\"a@example.com\",\"password\":true}"),
                signup(400, JSON, "{\"email\":\"a@example.com\",\"email\":\"b@example.com\"," + good + "}"),
                signup(400, JSON, "[".repeat(15_000)),
                signup(400, JSON, "{\"email\":\"\u00ff@example.com\"," + good + "}"),
                signup(422, JSON, "{\"email\":\"\"," + good + "}"),
                signup(422, JSON, "{\"email\":\"a@example.com\\r\\nBcc: b@example.com\"," + good + "}"),
                signup(422, JSON, "{\"email\":\"a@example.com, b@example.com\"," + good + "}"),
                signup(422, JSON, "{\"email\":\"a@example.com\\u0000\"," + good + "}"),
                signup(422, JSON, "{\"email\":\"a\\ud800@example.com\"," + good + "}"),
                signup(422, JSON, "{\"email\":\"" + "a".repeat(15_000) + "@example.com\"," + good + "}"),
                signup(422, JSON, "{\"email\":\"a@example.com\",\"password\":\"short\"}"),
                signup(422, JSON, "{\"email\":\"a@example.com\",\"password\":\"password1\"}"),
                signup(422, JSON, "{\"email\":\"a@example.com\",\"password\":\"a@example.com\"}"),
                signup(422, JSON, "{\"email\":\"a@example.com\",\"password\":\"horse \\ud800 battery\"}"),
                signup(422, JSON, "{\"email\":\"a@example.com\",\"password\":\"horse \\u0000 battery\"}"),
                signup(422, JSON, "{\"email\":\"a@example.com\",\"password\":\"" + "long ".repeat(100) + "\"}"),
                signup(413, JSON, "{\"email\":\"a@example.com\",\"password\":\"" + "x".repeat(100_000) + "\"}"),
                signup(400, FORM, "email=a%ff%40example.com&password=correct+horse+battery"),
                signup(400, FORM, "email=a%4&password=correct+horse+battery"),
                signup(400, FORM, "email=a%40example.com&email=b%40example.com&password=correct+horse+battery"),
                signup(413, FORM, "email=" + "a".repeat(100_000)),
                signup(415, "text/plain", "email=a"),
                signup(415, "multipart/form-data; boundary=x", "--x--"));
    }

    private static Arguments signup(int status, String type, String body) {
        return Arguments.of(status, type, body);
    }

    @ParameterizedTest
    @MethodSource("badSignups")
    void badSignupsAreRefused(int status, String type, String body) throws Exception {
        Visitor.Reply reply =
                visitor.post("/signup", type, body.getBytes(ISO_8859_1)).expect(status);
        assertThat(reply.error()).isNotBlank();
        assertThat(app.stored()).isEqualTo("auth_user=0 auth_challenge=0 auth_session=0 ");
        assertThat(visitor.cookies).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/verify-otp/a@example.com",
                "/forgot-password",
                "/verify-ResetPassOtp/a@example.com",
                "/update-password/a@example.com"
            })
    void everyFormRefusesWhatItCannotRead(String route) throws Exception {
        for (String body :
                new String[] {"{", "[]", "{}", "{\"otp\":7,\"email\":[],\"newPassword\":{}}", "{\"\u00ff\":1}"}) {
            assertThat(visitor.post(route, JSON, body.getBytes(ISO_8859_1))
                            .expect(400)
                            .error())
                    .isNotBlank();
        }
        byte[] large = ("{\"email\":\"" + "x".repeat(100_000) + "\"}").getBytes(UTF_8);
        assertThat(visitor.post(route, JSON, large).expect(413).error()).isEqualTo("TOO_LARGE");
        assertThat(app.stored()).isEqualTo("auth_user=0 auth_challenge=0 auth_session=0 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ff", "%00", "%", "%0d%0aBcc:x", "a%2Fb", "..%2f..", "a;b"})
    void strangePathsAreNoFaults(String segment) throws Exception {
        for (String route : new String[] {"/verify-otp/", "/verify-ResetPassOtp/", "/resetPassOtpRequest/"}) {
            String answer = RawHttp.post(app.port(), "localhost", route + segment, "{\"otp\":\"123456\"}");
            assertThat(answer).matches("(?s)HTTP/1.1 (200|400|404) .*\"message\":.*");
        }
        assertThat(app.stored()).startsWith("auth_user=0");
    }

    @Test
    void strangeTokensAreNobody() {
        for (String token : new String[] {"", "x", "a.b.c", "\"", "ey".repeat(700)}) {
            visitor.cookies.put("keystile-access", token);
            visitor.cookies.put("keystile-refresh", token);
            visitor.cookies.put("keystile-ticket", token);
            visitor.cookies.put("keystile-signup", token);
            visitor.cookies.put("keystile-reset", token);
            visitor.get("/me").expect(401);
            visitor.get("/").expect(200);
            visitor.post("/resend-otp", "email", "a@example.com").expect(410);
            visitor.post("/verify-otp/a@example.com", "otp", "123456").expect(400);
            visitor.post("/update-password/a", "newPassword", PASSWORD, "confirmPassword", PASSWORD)
                    .expect(400);
        }
    }

    @Test
    void unknownAddressesAndMethodsAreTold() {
        assertThat(visitor.get("/nothing").expect(404).error()).isEqualTo("NOT_FOUND");
        assertThat(visitor.get("/assets/nothing.js").expect(404).error()).isEqualTo("NOT_FOUND");
        visitor.headers.put("Accept", "text/html");
        assertThat(visitor.get("/nothing").expect(404).body()).contains("There is no such page");
    }

    @Test
    void brokenDatabaseIsTemporaryAndTellsNothing() throws Exception {
        app.breakDatabase();
        Visitor.Reply reply = visitor.post("/login", "email", "a@example.com", "password", PASSWORD)
                .expect(503);
        assertThat(reply.error()).isEqualTo("UNAVAILABLE");
        assertThat(reply.body()).doesNotContain("SELECT", "AUTH_", "h2");
    }
}
