package io.github.keystile.examples.resetlink;

import static io.github.keystile.examples.resetlink.TestApp.ANN;
import static io.github.keystile.examples.resetlink.TestApp.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keystile.auth.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second service checks tokens by the published keys alone, through rotation and removal. */
class OrdersTest {
    private static final String REFUSED = "Sign in to continue.";

    private final SettableClock clock = new SettableClock();
    private final KeysPage page = new KeysPage();
    private final Map<String, String> environment =
            new HashMap<>(Map.of("JDBC_URL", TestApp.newDatabase(), "JWT_SECRET", "Vq3xW8sLr2Zt7Yk1Nf5Hb9Jc4Md6Pg0Q"));

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        page.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void keysRotateWithoutSigningAnybodyOut(String first) throws Exception {
        String[] before = first.equals("EC") ? KeyFile.EC : KeyFile.RSA;
        String[] after = first.equals("EC") ? KeyFile.RSA : KeyFile.EC;
        KeyFile keys = new KeyFile(folder.resolve("keys.p12"));
        keys.add("one", before);
        String old;
        try (TestApp app = issuer(keys, "one")) {
            app.signUp(ANN, PASSWORD);
            old = token(app);
            assertThat(header(old).path("alg").asText()).isEqualTo(first.equals("EC") ? "ES256" : "RS256");
        }
        try (OrdersService orders = orders()) {
            Client.Reply reply = client(orders).bearer("/orders", old).expect(200);
            assertThat(reply.json().path("user").asText())
                    .isEqualTo(JWT.decode(old).getSubject());
            assertThat(reply.json().path("orders").isEmpty()).isTrue();

            keys.add("two", after);
            String fresh;
            try (TestApp app = issuer(keys, "two")) {
                fresh = token(app);
                app.client().bearer("/me", old).expect(200);
            }
            assertThat(header(fresh).path("kid").asText())
                    .isNotEqualTo(header(old).path("kid").asText());
            clock.advance(Duration.ofMinutes(1));
            client(orders).bearer("/orders", fresh).expect(200);
            client(orders).bearer("/orders", old).expect(200);

            keys.delete("one");
            try (TestApp app = issuer(keys, "two")) {
                app.client().bearer("/me", old).expect(401);
                app.client().bearer("/me", fresh).expect(200);
            }
            clock.advance(Duration.ofMinutes(10));
            client(orders).bearer("/orders", old).expect(401, REFUSED);
            client(orders).bearer("/orders", fresh).expect(200);
            clock.advance(Duration.ofHours(1));
            client(orders).bearer("/orders", fresh).expect(401, "The session has expired. Sign in again.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void forgedTokensAreRefused(String algorithm) throws Exception {
        KeyFile keys = new KeyFile(folder.resolve("keys.p12"));
        keys.add("one", algorithm.equals("EC") ? KeyFile.EC : KeyFile.RSA);
        try (TestApp app = issuer(keys, "one");
                OrdersService orders = orders()) {
            app.signUp(ANN, PASSWORD);
            Client browser = app.signedIn(ANN, PASSWORD);
            String good = browser.cookies.get("reset-link-access");
            client(orders).bearer("/orders", good).expect(200);
            String payload = good.split("\\.", -1)[1];
            String keyId = header(good).path("kid").asText();

            String none =
                    encode("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + keyId + "\"}") + "." + payload + ".";
            byte[] publicKey = keys.publicKey("one").getEncoded();
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(publicKey) + "\n-----END PUBLIC KEY-----\n";
            for (String forged : new String[] {
                none,
                none + good.split("\\.", -1)[2],
                hmac(good, publicKey),
                hmac(good, pem.getBytes(StandardCharsets.US_ASCII)),
                hmac(good, app.client().get(Wiring.JWKS).body().getBytes(StandardCharsets.US_ASCII)),
                browser.cookies.get("reset-link-refresh"),
                good.substring(0, good.length() - 4) + "AAAA",
                "",
                "null.null.null"
            }) {
                client(orders).bearer("/orders", forged).expect(401, REFUSED);
                app.client().bearer("/me", forged).expect(401);
            }
            client(orders).get("/orders").expect(401, REFUSED);
            client(orders).get("/orders?access_token=" + good).expect(401, REFUSED);
            Client cookies = client(orders);
            cookies.cookies.putAll(browser.cookies);
            assertThat(cookies.get("/orders").expect(401, REFUSED).header("www-authenticate"))
                    .isEqualTo("Bearer");
        }
    }

    @Test
    void strangersCannotMakeItHammerTheIssuer() throws Exception {
        KeyFile keys = new KeyFile(folder.resolve("keys.p12"));
        keys.add("one", KeyFile.EC);
        try (TestApp app = issuer(keys, "one");
                OrdersService orders = orders()) {
            app.signUp(ANN, PASSWORD);
            assertThat(page.asked).hasValue(1);
            clock.advance(Duration.ofMinutes(1));
            for (int stranger = 0; stranger < 20; stranger++) {
                String unknown = encode("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"key " + stranger + "\"}");
                client(orders).bearer("/orders", unknown + ".e30.AAAA").expect(401, REFUSED);
            }
            assertThat(page.asked).hasValue(2);
            client(orders).bearer("/orders", token(app)).expect(200);
            assertThat(page.asked).hasValue(2);
        }
    }

    @Test
    void earlierKeysGoOnWhileTheIssuerDoesNotAnswer() throws Exception {
        KeyFile keys = new KeyFile(folder.resolve("keys.p12"));
        keys.add("one", KeyFile.EC);
        try (TestApp app = issuer(keys, "one");
                OrdersService orders = orders()) {
            app.signUp(ANN, PASSWORD);
            for (String broken : new String[] {"", "<html>", "{\"keys\":7}", "[".repeat(5000)}) {
                page.serve(broken);
                clock.advance(Duration.ofMinutes(11));
                client(orders).bearer("/orders", token(app)).expect(200);
            }
            assertThat(page.asked).hasValue(5);
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void anIssuerThatStopsInTheMiddleOfItsAnswerHoldsNobodyUpForGood() throws Exception {
        KeyFile keys = new KeyFile(folder.resolve("keys.p12"));
        keys.add("one", KeyFile.EC);
        try (TestApp app = issuer(keys, "one");
                OrdersService orders = orders()) {
            app.signUp(ANN, PASSWORD);
            page.stall();
            clock.advance(Duration.ofMinutes(11));
            client(orders).bearer("/orders", token(app)).expect(200);
            assertThat(page.asked).hasValue(2);
        }
    }

    @Test
    void publishesPublicMembersOnly() throws Exception {
        KeyFile keys = new KeyFile(folder.resolve("keys.p12"));
        keys.add("one", KeyFile.EC);
        keys.add("two", KeyFile.RSA);
        try (TestApp app = issuer(keys, "one")) {
            Client.Reply reply = app.client().get(Wiring.JWKS).expect(200);
            assertThat(reply.header("content-type")).startsWith("application/jwk-set+json");
            assertThat(reply.json().path("keys")).hasSize(2);
            reply.json()
                    .path("keys")
                    .forEach(key -> assertThat(key.fieldNames())
                            .toIterable()
                            .isSubsetOf("kty", "crv", "x", "y", "n", "e", "kid", "use", "alg"));
        }
    }

    @Test
    void keysThatCannotSignAreRefusedAtTheStart() throws Exception {
        KeyFile keys = new KeyFile(folder.resolve("keys.p12"));
        keys.add("weak", "-keyalg", "EC", "-groupname", "secp384r1");
        keys.add("good", KeyFile.EC);
        for (String alias : new String[] {"weak", "good", "missing"}) {
            assertThatExceptionOfType(StartUpRefused.class)
                    .isThrownBy(() -> issuer(keys, alias).close())
                    .withMessageContaining("SIGNING_KEY");
        }
    }

    @Test
    void ordersRefusesToStartWithoutKeysToTrust() {
        for (String url :
                new String[] {"", "http://issuer.example/jwks.json", "file:///jwks.json", "no address", page.url()}) {
            assertThatExceptionOfType(StartUpRefused.class)
                    .isThrownBy(() -> OrdersService.start(Map.of("PORT", "0", "JWKS_URL", url), clock)
                            .close())
                    .withMessageContaining("JWKS_URL");
        }
    }

    private TestApp issuer(KeyFile keys, String alias) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(keys.environment(alias));
        TestApp app = new TestApp(clock, all);
        page.follow(app);
        return app;
    }

    private OrdersService orders() {
        return OrdersService.start(Map.of("PORT", "0", "JWKS_URL", page.url()), clock);
    }

    private static Client client(OrdersService orders) {
        return new Client("http://localhost:" + orders.port());
    }

    private static String token(TestApp app) {
        return app.login(ANN, PASSWORD).expect(200).json().path("token").asText();
    }

    /** What a verifier believes that lets the token choose the algorithm: HMAC with the public key. */
    private static String hmac(String good, byte[] publicKey) throws Exception {
        String[] parts = good.split("\\.", -1);
        String header = encode("{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\""
                + header(good).path("kid").asText() + "\"}");
        byte[] signature = Algorithm.HMAC256(publicKey)
                .sign(header.getBytes(StandardCharsets.US_ASCII), parts[1].getBytes(StandardCharsets.US_ASCII));
        return header + "." + parts[1] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static JsonNode header(String token) throws Exception {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))));
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
