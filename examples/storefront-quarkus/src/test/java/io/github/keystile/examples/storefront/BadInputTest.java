package io.github.keystile.examples.storefront;

import static io.github.keystile.examples.storefront.Shop.PASSWORD;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a message in JSON, and nothing is stored. */
@QuarkusTest
class BadInputTest {
    private static final List<String> ROUTES = List.of("register", "login", "send-otp", "verify-otp", "reset-password");

    @Inject
    Shop shop;

    private Browser browser;

    @BeforeEach
    void freshShop() throws Exception {
        shop.wipe();
        browser = shop.browser();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "\"text\"",
                "{} {}",
                "{\"email\":7}",
                "{\"email\":1.5}",
                "{\"email\":true}",
                "{\"email\":[\"a@example.com\"]}",
                "{\"email\":{\"$ne\":\"\"}}",
                "{\"email\":\"a\",\"email\":\"b\"}",
                "{\"email\":\"\u00ff\"}"
            })
    void otherJsonIsRefused(String body) throws Exception {
        for (String route : ROUTES) {
            browser.post(route, "application/json", body.getBytes(ISO_8859_1))
                    .expect(400, "Send one JSON object of texts.");
        }
        assertThat(shop.stored()).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n\r\n", "5\r\nabc\r\n0\r\n\r\n", "-1\r\n\r\n", "ffffffffffffffffff\r\n{}"})
    void malformedChunksEndTheConnectionAndNothingElse(String chunks) throws Exception {
        // Vert.x has nobody to tell: it closes without an answer.
        assertThat(RawHttp.chunks(shop.port(), "/api/auth/login", chunks)).doesNotStartWith("HTTP/1.1 5");
        browser.post("login", "email", "nobody@example.com", "password", PASSWORD)
                .expect(401);
    }

    @Test
    void deepJsonIsRefused() {
        for (String body : List.of("[".repeat(16_000), "{\"x\":" + "[".repeat(8000) + "]".repeat(8000) + "}")) {
            browser.post("login", "application/json", body.getBytes(UTF_8))
                    .expect(400, "Send one JSON object of texts.");
        }
    }

    @Test
    void hugeBodiesAreRefused() {
        byte[] huge = ("{\"email\":\"" + "a".repeat(1_000_000) + "\"}").getBytes(UTF_8);
        String tooLarge = "The request is too large: at most 16 KB.";
        for (String route : ROUTES) {
            browser.post(route, "application/json", huge).expect(413, tooLarge);
            browser.post(route, "application/json", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge)))
                    .expect(413, tooLarge);
        }
    }

    @Test
    void otherTypesMethodsAndPathsAreRefused() {
        browser.post("login", "text/plain", "{}".getBytes(UTF_8))
                .expect(415, "Send JSON, with Content-Type: application/json.");
        browser.post("login", "application/x-www-form-urlencoded", "email=a&password=b".getBytes(UTF_8))
                .expect(415, "Send JSON, with Content-Type: application/json.");
        Browser.Reply reply = browser.get("/api/auth/login").expect(405, "This address does not take that method.");
        assertThat(reply.header("allow")).isEqualTo("POST");
        browser.get("/nowhere").expect(404, "There is no such page.");
        browser.get("/api/auth/nowhere").expect(404, "There is no such page.");
        browser.post("nowhere", "email", "a").expect(404, "There is no such page.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"John\nDoe", "John\u0000", "\u001b[2J", "a\u2028b", "\ud800"})
    void namesAreOneLine(String name) throws Exception {
        register(name, shop.newEmail(), "9876543210").expect(422, "Enter a name of one line, at most 100 characters.");
        register("a".repeat(101), shop.newEmail(), "9876543210").expect(422);
        assertThat(shop.stored()).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>",
                "12",
                "98765\n43210",
                "9876543210; DROP TABLE auth_user",
                "+",
                "\u0661\u0662\u0663\u0664\u0665"
            })
    void phonesAreNumbers(String phone) throws Exception {
        register("John Doe", shop.newEmail(), phone).expect(422, "Enter a valid phone number.");
        assertThat(shop.stored()).containsOnly(0);
    }

    @Test
    void markupInANameIsData() {
        String email = shop.newEmail();
        String name = "<script>alert(\"1\")</script> O'Neil \ud83c\udf36";
        register(name, email, "+91 (98765) 432-10").expect(201);
        Browser.Reply reply =
                browser.post("login", "email", email, "password", PASSWORD).expect(200);
        assertThat(reply.json().path("user").path("name").asText()).isEqualTo(name);
        assertThat(reply.header("content-type")).startsWith("application/json");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void addressesAndPasswordsAreChecked() throws Exception {
        String email = shop.newEmail();
        for (String bad :
                List.of("john", "a@b", email + "\r\nBcc: x@example.com", "\"a b\"@example.com,c@example.com")) {
            register("John Doe", bad, "9876543210").expect(422, "Enter a valid e-mail address.");
        }
        for (String bad :
                List.of("seven77", "password", email, "x".repeat(257), "a\ud800bcdefgh", "NUL\u0000password")) {
            browser.post("register", "name", "John", "email", email, "phone", "9876543210", "password", bad)
                    .expect(422);
        }
        assertThat(shop.stored()).containsOnly(0);
    }

    @Test
    void brokenStoresAreOurFaultAndSaySo() throws Exception {
        String email = shop.registered();
        String token = shop.token(email, PASSWORD);
        shop.execute("ALTER TABLE auth_user RENAME TO auth_gone");
        try {
            browser.post("login", "email", email, "password", PASSWORD)
                    .expect(503, "The service is not available. Try again in a moment.");
            shop.me(token).expect(503, "The service is not available. Try again in a moment.");
        } finally {
            shop.execute("ALTER TABLE auth_gone RENAME TO auth_user");
        }
        shop.me(token).expect(200);
    }

    private Browser.Reply register(String name, String email, String phone) {
        return browser.post("register", "name", name, "email", email, "phone", phone, "password", PASSWORD);
    }
}
