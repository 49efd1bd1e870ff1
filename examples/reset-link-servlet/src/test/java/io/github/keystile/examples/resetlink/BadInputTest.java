package io.github.keystile.examples.resetlink;

import static io.github.keystile.examples.resetlink.TestApp.ANN;
import static io.github.keystile.examples.resetlink.TestApp.PASSWORD;
import static io.github.keystile.examples.resetlink.TestApp.RESET;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a clear refusal in JSON, and nothing is kept. */
class BadInputTest {
    private static final Map<String, String> ROUTES = Map.of(
            "/api/users/signup",
            "POST",
            "/api/users/login",
            "POST",
            "/api/users/forgotPassword",
            "POST",
            RESET + "x",
            "PATCH");

    private final TestApp app = new TestApp();
    private final Client stranger = app.client();

    @AfterEach
    void close() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "{} {}",
                "{}",
                "{\"email\":7,\"password\":7}",
                "{\"email\":null,\"password\":null}",
                "{\"email\":{\"$ne\":null},\"password\":{\"$ne\":null}}",
                "{\"email\":[\"ann@example.com\"],\"password\":[\"correct horse\"]}",
                "{\"email\":\"a@example.com\",\"email\":\"b@example.com\",\"password\":\"a\",\"password\":\"b\"}",
                "{\"\u00ff\":1}"
            })
    void malformedBodiesAreRefused(String body) throws Exception {
        ROUTES.forEach((path, method) ->
                tell(stranger.send(method, path, "application/json", body.getBytes(ISO_8859_1)), 400));
        assertThat(app.stored()).isEqualTo("auth_user=0 auth_challenge=0 auth_session=0 ");
    }

    @Test
    @Tag("COK-01")
    void cookiesInSeveralHeadersKeepTheirOwnerSignedIn() throws Exception {
        app.signUp(ANN, PASSWORD);
        List<String> headers = new ArrayList<>(List.of("Cookie: other=x"));
        app.signedIn(ANN, PASSWORD).cookies.forEach((name, value) -> headers.add("Cookie: " + name + "=" + value));

        assertThat(RawHttp.get(app.port(), "/me", headers)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n\r\n", "5\r\nabc\r\n0\r\n\r\n", "-1\r\n\r\n", "ffffffffffffffffff\r\n{}"})
    void malformedChunksAreTheClientsFault(String chunks) throws Exception {
        assertThat(RawHttp.chunks(app.port(), "/api/users/login", chunks)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void deepLargeAndForeignBodiesAreRefused() {
        ROUTES.forEach((path, method) -> {
            byte[] deep = "[".repeat(15_000).getBytes(ISO_8859_1);
            tell(stranger.send(method, path, "application/json", deep), 400);
            tell(stranger.send(method, path, "application/json", new byte[100_000]), 413);
            tell(stranger.send(method, path, "text/plain", "{}".getBytes(ISO_8859_1)), 415);
            tell(stranger.send(method, path, "application/x-www-form-urlencoded", "a=b".getBytes(ISO_8859_1)), 415);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":\"\",\"password\":\"correct horse\"}",
                "{\"email\":\"a@example.com, b@example.com\",\"password\":\"correct horse\"}",
                "{\"email\":\"a@example.com\\r\\nBcc: x\",\"password\":\"correct horse\"}",
                "{\"email\":\"a@example.com\",\"password\":\"short\"}",
                "{\"email\":\"a@example.com\",\"password\":\"horse \\ud800 horse\"}"
            })
    void badSignupsAreRefused(String body) throws Exception {
        tell(stranger.send("POST", "/api/users/signup", "application/json", body.getBytes(ISO_8859_1)), 422);
        assertThat(app.stored()).startsWith("auth_user=0");
    }

    @Test
    void unknownAddressesAndMethodsAreTold() {
        for (String path : new String[] {"/", "/nowhere", "/api/users", "/reset-password/", "/assets/", "/web/x"}) {
            tell(stranger.get(path), 404);
        }
        tell(stranger.get("/.well-known/jwks.json"), 404);
        tell(stranger.get("/dev/inbox"), 404);
        assertThat(tell(stranger.get("/api/users/login"), 405).header("allow")).isEqualTo("POST");
        assertThat(tell(stranger.post(RESET + "x", "password", PASSWORD), 405).header("allow"))
                .isEqualTo("PATCH");
        assertThat(tell(stranger.post("/me"), 405).header("allow")).contains("GET", "HEAD");
        assertThat(stranger.send("HEAD", "/nowhere", "text/plain", new byte[0]).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%ff",
                "/%00",
                "/%",
                "/reset-password?token=%ff",
                "/reset-password?token=%",
                "/reset-password?%00=%zz",
                "/api/users/resetPassword/%2e%2e%2fme",
                "/..%2f..",
                "/a;b/%2F",
                "//",
                "/\\"
            })
    void strangeAddressesAreNoFaults(String target) throws Exception {
        assertThat(RawHttp.get(app.port(), "localhost", target))
                .matches("(?s)HTTP/1.1 (400|404) .*(\"message\":\"[^\"]+\"|This link does not work).*")
                .doesNotContain("Jetty", "jetty", "Exception");
    }

    @Test
    void whatIsNotHttpIsRefusedInJsonToo() throws Exception {
        assertThat(RawHttp.get(app.port(), "a b c", "/me"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"message\":");
    }

    @Test
    void strangeTokensAreNobody() {
        for (String token : new String[] {"", "x", "a.b.c", "\"", "ey".repeat(900)}) {
            stranger.cookies.put("reset-link-access", token);
            stranger.cookies.put("reset-link-refresh", token);
            stranger.get("/me").expect(401);
            tell(app.client().bearer("/me", token), 401);
        }
        assertThat(stranger.get("/me").header("www-authenticate")).isEqualTo("Bearer");
    }

    @Test
    void brokenDatabaseIsTemporaryAndTellsNothing() throws Exception {
        app.breakDatabase();
        assertThat(tell(app.login(ANN, PASSWORD), 503).body()).doesNotContain("SELECT", "AUTH_", "auth_", "h2");
        tell(stranger.patch(RESET + "x".repeat(43), "password", PASSWORD), 503);
    }

    private static Client.Reply tell(Client.Reply reply, int status) {
        assertThat(reply.expect(status).header("content-type")).isEqualTo("application/json");
        assertThat(reply.json().path("message").asText()).isNotBlank();
        return reply;
    }
}
