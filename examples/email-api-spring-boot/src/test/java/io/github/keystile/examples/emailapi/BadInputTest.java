package io.github.keystile.examples.emailapi;

import static io.github.keystile.examples.emailapi.DocumentTest.SYSTEM_1;
import static io.github.keystile.examples.emailapi.DocumentTest.SYSTEM_2;
import static io.github.keystile.examples.emailapi.TestApp.PASSWORD;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a refusal in the document's shape. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final String JSON = "application/json";
    private static final String SIGNUP = SYSTEM_2 + "/signup-request-otp";

    private final TestApp app = new TestApp();
    private Visitor visitor;

    @BeforeEach
    void begin() {
        app.nextDay();
        visitor = app.visitor();
    }

    @AfterAll
    void close() {
        app.close();
    }

    static List<String> routes() {
        List<String> routes = new ArrayList<>(List.of(SIGNUP, SYSTEM_2 + "/signup-verify-otp"));
        for (String system : List.of(SYSTEM_1, SYSTEM_2)) {
            Stream.of("login", "forgot-password", "forgot-password/verify", "reset-password")
                    .forEach(route -> routes.add(system + "/" + route));
            routes.add(system + "/verify-token");
            routes.add(system + "/refresh-token");
        }
        return routes;
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteRefusesWhatItCannotRead(String route) {
        for (String body : List.of(
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "7",
                "{} {}",
                "[".repeat(15_000),
                "{\"email\":{\"$gt\":\"\"},\"token\":{\"$gt\":\"\"}}",
                "{\"email\":[\"a@example.com\"],\"token\":[\"a\"]}",
                "{\"email\":7,\"token\":7}",
                "{\"email\":true,\"token\":1.5}",
                "{\"email\":\"a@example.com\",\"email\":\"b@example.com\"}",
                "{\"\u00ff\":1}")) {
            visitor.send("POST", route, JSON, body.getBytes(ISO_8859_1)).refused(400);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteTakesSmallJsonByPostOnly(String route) {
        visitor.postJson(route, "{\"email\":\"" + "x".repeat(100_000) + "\"}")
                .refused(413, "The request is too large: at most 16 KB");
        visitor.send("POST", route, "text/plain", "{}".getBytes(ISO_8859_1)).refused(415);
        visitor.send("POST", route, "application/x-www-form-urlencoded", "email=a".getBytes(ISO_8859_1))
                .refused(415);
        visitor.send("POST", route, "multipart/form-data; boundary=x", "--x--".getBytes(ISO_8859_1))
                .refused(415);
        assertThat(visitor.get(route).refused(405).header("allow")).isEqualTo("POST");
        for (String method : List.of("PUT", "PATCH", "DELETE", "FOO")) {
            visitor.send(method, route, JSON, "{}".getBytes(ISO_8859_1)).refused(405);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/nowhere", "/api/auth", "/api/auth/login/", "/API/auth/login", "/error", "/dev/inbox"})
    void otherAddressesAreNotThere(String path) {
        visitor.get(path).refused(404);
        visitor.post(path).refused(path.equals("/dev/inbox") ? 405 : 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png", "application/xml", "rubbish"})
    void answersAreJsonWhateverIsWanted(String accept) {
        visitor.headers.put("Accept", accept);
        assertThat(visitor.get("/nowhere").refused(404).header("content-type")).isEqualTo(JSON);
        assertThat(visitor.post(SYSTEM_1 + "/login", "email", "a@example.com", "password", PASSWORD)
                        .refused(404, "User not found")
                        .header("content-type"))
                .isEqualTo(JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com\\r\\nBcc: b@example.com",
                "a@example.com, b@example.com",
                "a@example.com\\u0000",
                "a\\ud800@example.com",
                "<a@example.com>",
                "{\\\"$ne\\\":null}"
            })
    void strangeAddressesGetNoMail(String email) {
        String rest = "\",\"password\":\"" + PASSWORD + "\"}";
        visitor.postJson(SIGNUP, "{\"email\":\"" + email + rest).refused(422);
        visitor.postJson(SYSTEM_1 + "/login", "{\"email\":\"" + email + rest).refused(404, "User not found");
        assertThat(visitor.cookies).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Gaming\"", "7", "{\"a\":\"b\"}", "[7]", "[true]", "[{\"$gt\":\"\"}]", "[[\"Gaming\"]]"})
    void preferencesAreAListOfTexts(String preferences) {
        visitor.postJson(
                        SYSTEM_2 + "/signup-verify-otp",
                        "{\"email\":\"a@example.com\",\"otp\":\"123456\",\"preferences\":" + preferences + "}")
                .refused(400);
    }

    @Test
    void preferencesAreBounded() {
        String much = "[" + "\"Gaming\",".repeat(1500) + "\"Music\"]";
        visitor.postJson(
                        SYSTEM_2 + "/signup-verify-otp",
                        "{\"email\":\"a@example.com\",\"otp\":\"123456\",\"preferences\":" + much + "}")
                .refused(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%ff", "/%00", "/%", "/a|b", "/a%2Fb", "/../x", "/%c0%af", "/a%5Cb"})
    void addressesThatNoRouteEverSeesAreRefusedInTheSameShape(String target) throws Exception {
        shaped(RawHttp.get(app.port(), "localhost", target), 400);
    }

    @Test
    void requestsThatAreNotHttpAreRefusedInTheSameShape() throws Exception {
        int port = app.port();
        shaped(RawHttp.send(port, "rubbish\r\n\r\n"), 400);
        shaped(RawHttp.send(port, "GET /me HTTP/1.1\r\nConnection: close\r\n\r\n"), 400);
        shaped(RawHttp.send(port, "GET /me HTTP/9.9\r\nHost: localhost\r\n\r\n"), 505);
        shaped(RawHttp.get(port, "local host", "/me"), 400);
        shaped(RawHttp.get(port, "localhost", "/me", "Bad Header: x"), 400);
        shaped(RawHttp.get(port, "localhost", "/me", "X: " + "x".repeat(80_000)), 400);
        shaped(RawHttp.get(port, "localhost", "/me", "Expect: the-unexpected"), 417);
        shaped(RawHttp.send(port, "TRACE /me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), 405);
        String login = "POST " + SYSTEM_1 + "/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        shaped(RawHttp.send(port, login + "Content-Length: abc\r\nConnection: close\r\n\r\n"), 400);
        shaped(RawHttp.send(port, login + "Transfer-Encoding: foo\r\nConnection: close\r\n\r\n"), 501);
        shaped(RawHttp.send(port, login + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n\r\n"), 400);
    }

    private static void shaped(String answer, int status) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsPattern("\\{\"success\":false,\"message\":\"[^\"]+\"}")
                .doesNotContain("<html", "Apache", "Tomcat", "Exception");
    }
}
