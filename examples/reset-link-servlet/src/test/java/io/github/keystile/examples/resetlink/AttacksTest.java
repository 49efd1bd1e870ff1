package io.github.keystile.examples.resetlink;

import static io.github.keystile.examples.resetlink.TestApp.ANN;
import static io.github.keystile.examples.resetlink.TestApp.FORGOT;
import static io.github.keystile.examples.resetlink.TestApp.PASSWORD;
import static io.github.keystile.examples.resetlink.TestApp.RESET;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API's document invites strangers to. */
class AttacksTest {
    private static final String NEW = "another horse";

    private final TestApp app = new TestApp();
    private final Client stranger = app.client();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void ofManyAtOnceOneSetsThePassword() throws Exception {
        app.signUp(ANN, PASSWORD);
        String token = app.token(ANN);
        int threads = 4;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Integer>> tasks = IntStream.range(0, threads)
                    .<Callable<Integer>>mapToObj(thread -> () -> {
                        start.await();
                        return app.client()
                                .patch(RESET + token, "password", NEW + thread)
                                .status();
                    })
                    .toList();
            int winners = 0;
            int winner = -1;
            List<Future<Integer>> answers = pool.invokeAll(tasks);
            for (int thread = 0; thread < threads; thread++) {
                int status = answers.get(thread).get();
                // A loser may also be told that the hashing capacity is taken.
                assertThat(status).isIn(200, 400, 503);
                winners += status == 200 ? 1 : 0;
                winner = status == 200 ? thread : winner;
            }
            assertThat(winners).isEqualTo(1);
            app.login(ANN, NEW + winner).expect(200);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void scannersThatOpenTheLinkUseNothingUp() {
        app.signUp(ANN, PASSWORD);
        String token = app.token(ANN);
        for (String method : new String[] {"GET", "HEAD", "GET", "OPTIONS", "POST"}) {
            stranger.send(method, "/reset-password?token=" + token, "text/plain", new byte[0]);
            stranger.send(method, RESET + token, "text/plain", new byte[0]).expect(405);
        }
        stranger.patch(RESET + token, "password", NEW).expect(200);
    }

    @Test
    void aTokenIsGoodInItsOwnFormOnly() {
        app.signUp(ANN, PASSWORD);
        String token = app.token(ANN);
        for (String other : new String[] {
            token.substring(1),
            token + "A",
            token + "=",
            token + "/",
            token + "%0A",
            "%20" + token,
            token.toLowerCase(Locale.ROOT) + token.toUpperCase(Locale.ROOT),
            "",
            "x".repeat(5000)
        }) {
            Client.Reply reply = stranger.patch(RESET + other, "password", NEW);
            assertThat(reply.status()).as(other).isNotEqualTo(200).isBetween(400, 499);
            assertThat(reply.json().path("message").asText()).isNotBlank();
        }
        app.login(ANN, PASSWORD).expect(200);
        stranger.patch(RESET + token, "password", NEW).expect(200);
    }

    @Test
    void nothingElseThatIsMailedOrIssuedIsALink() {
        app.signUp(ANN, PASSWORD);
        String access = app.login(ANN, PASSWORD).json().path("token").asText();
        stranger.patch(RESET + access, "password", NEW).expect(400);
        String token = app.token(ANN);
        stranger.bearer("/me", token).expect(401);
    }

    @Test
    void aLinkIsGoodForItsOwnAccount() {
        app.signUp(ANN, PASSWORD);
        app.signUp("eve@example.com", PASSWORD);
        String token = app.token("eve@example.com");
        stranger.patch(RESET + token + "?email=" + ANN, "email", ANN, "password", NEW)
                .expect(200);
        app.login(ANN, PASSWORD).expect(200);
        app.login("eve@example.com", NEW).expect(200);
    }

    @Test
    void resetEndsEverySessionAndEveryOtherLink() {
        app.signUp(ANN, PASSWORD);
        Client squatter = app.signedIn(ANN, PASSWORD);
        String bearer = app.login(ANN, PASSWORD).json().path("token").asText();
        String first = app.token(ANN);
        app.clock.advance(Duration.ofMinutes(2));
        String second = app.token(ANN);
        stranger.patch(RESET + second, "password", NEW).expect(200);
        squatter.get("/me").expect(401);
        app.clock.advance(Duration.ofHours(2));
        squatter.get("/me").expect(401);
        assertThat(squatter.cookies).isEmpty();
        stranger.bearer("/me", bearer).expect(401);
        stranger.patch(RESET + first, "password", PASSWORD).expect(400);
    }

    @Test
    void strangersLearnNothingAboutAccounts() throws Exception {
        app.signUp(ANN, PASSWORD);
        Client.Reply known = app.client().post(FORGOT, "email", ANN).expect(200);
        for (String unknown :
                new String[] {"bob@example.com", "no address", "", "a\r\nBcc: x@example.com", "🐎".repeat(99)}) {
            assertThat(app.client().post(FORGOT, "email", unknown).face()).isEqualTo(known.face());
        }
        assertThat(app.login("bob@example.com", PASSWORD).face())
                .isEqualTo(app.login(ANN, "wrong horse").face());
        app.link(ANN);
        assertThat(app.mailsTo("bob@example.com")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "X-Forwarded-Host", "X-Forwarded-For", "Forwarded", "X-Host", "X-Original-URL"})
    void theLinkLeadsWhereTheConfigurationSays(String header) throws Exception {
        String site = "https://shop.example";
        try (TestApp shop =
                new TestApp(Map.of("APP_URL", site + "/", "JWT_SECRET", "Vq3xW8sLr2Zt7Yk1Nf5Hb9Jc4Md6Pg0Q"))) {
            shop.signUp(ANN, PASSWORD);
            String value = header.equals("Forwarded") ? "host=evil.example;proto=http" : "evil.example";
            String host = header.equals("Host") ? value : "shop.example";
            String more = header.equals("Host") ? "" : header + ": " + value + "\r\n";
            assertThat(RawHttp.post(shop.port(), host, more, FORGOT, "{\"email\":\"" + ANN + "\"}"))
                    .startsWith("HTTP/1.1 200 ")
                    .doesNotContain("evil");
            assertThat(shop.link(ANN).site()).isEqualTo(site);
        }
    }

    @Test
    void withoutAppUrlTheLinkLeadsToThisMachine() throws Exception {
        app.signUp(ANN, PASSWORD);
        RawHttp.post(
                app.port(),
                "evil.example",
                "X-Forwarded-Host: evil.example\r\n",
                FORGOT,
                "{\"email\":\"" + ANN + "\"}");
        assertThat(app.link(ANN).site()).isEqualTo(app.url());
    }

    @Test
    void thePageKeepsTheTokenToItself() {
        app.signUp(ANN, PASSWORD);
        String token = app.token(ANN);
        for (String path : new String[] {"/reset-password?token=" + token, "/reset-password?token=x"}) {
            Client.Reply page = stranger.get(path);
            assertThat(page.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(page.header("cache-control")).isEqualTo("no-store");
            assertThat(page.header("content-security-policy"))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("http", "unsafe", "*");
            assertThat(page.body()).doesNotContain(token, "://");
            assertThat(page.headers()).doesNotContainKey("set-cookie");
        }
        stranger.get("/reset-password?token=%3Cscript%3E").expect(400);
        stranger.get("/reset-password").expect(400);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/api/users/signup",
        "POST,/api/users/login",
        "POST,/api/users/forgotPassword",
        "PATCH,/api/users/resetPassword/x"
    })
    void otherSitesCannotChangeAnything(String method, String path) throws Exception {
        app.signUp(ANN, PASSWORD);
        String before = app.stored();
        Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site").forEach((name, value) -> {
            Client browser = app.client();
            browser.headers.put(name, value);
            browser.send(method, path, "application/json", "{}".getBytes(ISO_8859_1))
                    .expect(403, "This request came from another web site.");
        });
        assertThat(app.stored()).isEqualTo(before);
        stranger.headers.put("Origin", app.url());
        stranger.send(method, path, "application/json", "{}".getBytes(ISO_8859_1))
                .expect(400);
    }

    @Test
    void cookiesAreOutOfReachOfScriptsNeighboursAndPlainConnections() {
        try (TestApp shop = new TestApp(
                Map.of("APP_URL", "https://shop.example", "JWT_SECRET", "Vq3xW8sLr2Zt7Yk1Nf5Hb9Jc4Md6Pg0Q"))) {
            shop.signUp(ANN, PASSWORD);
            List<String> cookies =
                    shop.login(ANN, PASSWORD).expect(200).headers().get("set-cookie");
            assertThat(cookies)
                    .hasSize(2)
                    .allSatisfy(cookie -> assertThat(cookie)
                            .startsWith("__Host-reset-link-")
                            .contains("; Path=/;", "; Secure;", "; HttpOnly;", "; SameSite=Lax")
                            .doesNotContain("Domain"));
        }
    }

    @Test
    void passwordsCannotBeGuessed() {
        app.signUp(ANN, PASSWORD);
        for (int guess = 0; guess < 10; guess++) {
            app.login(ANN, "guess " + guess).expect(401, "Invalid credentials.");
        }
        app.login(ANN, PASSWORD).expect(401, "Invalid credentials.");
        assertThat(app.mail(ANN)).as("the owner is told").doesNotContain("token=");
        String token = app.token(ANN);
        stranger.patch(RESET + token, "password", NEW).expect(200);
        app.login(ANN, NEW).expect(200);
    }

    @Test
    void mailboxesAreNotFlooded() throws Exception {
        app.signUp(ANN, PASSWORD);
        for (int request = 0; request < 4; request++) {
            Client.Reply known = stranger.post(FORGOT, "email", ANN);
            assertThat(stranger.post(FORGOT, "email", "bob@example.com").face()).isEqualTo(known.face());
        }
        app.link(ANN);
        app.clock.advance(Duration.ofMinutes(2));
        app.token(ANN);
        assertThat(app.mailsTo(ANN)).hasSize(2);
    }

    @Test
    void whoAsksTooOftenIsToldToWait() {
        Client.Reply reply = stranger.post(FORGOT, "email", "bob@example.com");
        for (int request = 0; request < 100 && reply.status() == 200; request++) {
            reply = stranger.post(FORGOT, "email", "bob@example.com");
        }
        assertThat(Integer.parseInt(reply.expect(429).header("retry-after"))).isPositive();
    }

    @Test
    void longCookiesOfOthersSignNobodyOut() {
        app.signUp(ANN, PASSWORD);
        Client ann = app.signedIn(ANN, PASSWORD);
        ann.cookies.put("other", "y".repeat(40_000));
        ann.get("/me").expect(200);
        app.clock.advance(Duration.ofHours(2));
        ann.get("/me").expect(200);
    }

    @Test
    void sessionsGoOnWithoutARefreshRoute() {
        app.signUp(ANN, PASSWORD);
        Client ann = app.signedIn(ANN, PASSWORD);
        String before = ann.cookies.get("reset-link-access");
        app.clock.advance(Duration.ofHours(2));
        ann.get("/me").expect(200);
        assertThat(ann.cookies.get("reset-link-access")).isNotEqualTo(before);
        app.clock.advance(Duration.ofDays(8));
        ann.get("/me").expect(401);
        assertThat(ann.cookies).isEmpty();
    }
}
