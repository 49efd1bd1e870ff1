package io.github.keystile.examples.storefront;

import static io.github.keystile.examples.storefront.Shop.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API's document invites strangers to. */
@QuarkusTest
class AttacksTest {
    private static final String STOLEN = "new_strong_password123";
    private static final String INVALID = "Invalid or expired OTP.";

    @Inject
    Shop shop;

    private Browser stranger;

    @BeforeEach
    void freshShop() throws Exception {
        shop.wipe();
        stranger = shop.browser();
    }

    @Test
    void theLastBodyAloneChangesNothing() {
        String email = shop.registered();
        reset(stranger, email).expect(400, INVALID);
        shop.verified(email);
        reset(stranger, email).expect(400, INVALID);
        shop.token(email, PASSWORD);
    }

    @Test
    void theLastBodyWithTheCookieOfAnotherAccountChangesNothing() {
        String victim = shop.registered();
        String mine = shop.registered();
        Browser eve = shop.verified(mine);
        reset(eve, victim).expect(400, INVALID);
        shop.token(victim, PASSWORD);
        shop.token(mine, PASSWORD);
        reset(eve, mine).expect(200);
    }

    @Test
    void aTicketAmongSeveralCookieHeadersCounts() throws Exception {
        String email = shop.registered();
        List<String> headers = new ArrayList<>(List.of("Cookie: other=x"));
        shop.verified(email).cookies.forEach((name, value) -> headers.add("Cookie: " + name + "=" + value));
        String json = "{\"email\":\"" + email + "\",\"newPassword\":\"another horse battery\"}";

        assertThat(RawHttp.post(shop.port(), "/api/auth/reset-password", json, headers))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void theCookieIsGoodOnce() {
        String email = shop.registered();
        Browser john = shop.verified(email);
        Browser thief = john.twin();
        reset(john, email).expect(200);
        reset(thief, email).expect(400, INVALID);
    }

    @Test
    void theCookieIsGoodForTenMinutes() {
        String email = shop.registered();
        Browser john = shop.verified(email);
        shop.clock.advance(Duration.ofMinutes(10));
        reset(john, email).expect(400, INVALID);
    }

    @Test
    void twoTabsResetAndEachSetsItsOwnPassword() {
        String ann = shop.registered();
        String bob = shop.registered();
        Browser browser = shop.verified(ann);
        browser.post("send-otp", "email", bob).expect(200);
        browser.post("verify-otp", "email", bob, "otp", shop.mails.code(bob)).expect(200);
        reset(browser, ann).expect(200);
        reset(browser, bob).expect(200);
        shop.token(ann, STOLEN);
        shop.token(bob, STOLEN);
    }

    @Test
    void strangeCookiesAreWorthNothing() {
        String email = shop.registered();
        Browser john = shop.verified(email);
        String ticket = john.cookies.get("storefront-ticket");
        // The ticket stands between a hash of its address and its end.
        int end = ticket.lastIndexOf(':');
        String flipped =
                ticket.substring(0, end - 2) + (ticket.startsWith("AA", end - 2) ? "BB" : "AA") + ticket.substring(end);
        for (String forged : List.of("x", "..", "a.b.c", flipped, ticket + "A", "A".repeat(4000))) {
            stranger.cookies.put("storefront-ticket", forged);
            reset(stranger, email).expect(400, INVALID);
        }
        stranger.cookies.clear();
        stranger.headers.put("Cookie", "storefront-ticket=" + ticket + "; storefront-ticket=" + ticket);
        reset(stranger, email).expect(400, INVALID);
        shop.token(email, PASSWORD);
    }

    @Test
    void aCodeTakesThreeGuesses() {
        String email = shop.registered();
        stranger.post("send-otp", "email", email).expect(200);
        String code = shop.mails.code(email);
        for (int guess = 0; guess < 3; guess++) {
            verify(email, Shop.other(code)).expect(400, INVALID);
        }
        verify(email, code).expect(429, "Too many failed attempts. Request a new code.");
    }

    @Test
    void aMailboxGetsThreeCodesADay() throws Exception {
        String email = shop.registered();
        for (int request = 0; request < 5; request++) {
            stranger.post("send-otp", "email", email).expect(200, "OTP sent successfully.");
            if (request < 3) {
                shop.mails.code(email);
            }
            shop.clock.advance(Duration.ofMinutes(6));
        }
        shop.clock.advance(Duration.ofHours(25));
        stranger.post("send-otp", "email", email).expect(200);
        shop.mails.code(email);
        assertThat(shop.mails.to(email)).hasSize(4);
    }

    @Test
    void aSecondRequestAtOnceSparesTheCodeOnItsWay() {
        String email = shop.registered();
        stranger.post("send-otp", "email", email).expect(200);
        Browser.Reply tooSoon = stranger.post("send-otp", "email", email).expect(429);
        assertThat(Integer.parseInt(tooSoon.header("retry-after"))).isBetween(1, 60);
        verify(email, shop.mails.code(email)).expect(200);
    }

    @Test
    void aCodeIsGoodForItsOwnAccount() {
        String victim = shop.registered();
        String mine = shop.registered();
        stranger.post("send-otp", "email", mine).expect(200);
        String code = shop.mails.code(mine);
        verify(victim, code).expect(410, INVALID);
        verify(mine, code).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "login/", "login;a=b", "login;a=b/", "log%69n"})
    void aLoginDoesNotTellWhoHasAnAccountHoweverItsAddressIsWritten(String route) {
        shop.browser()
                .post(route, "email", shop.newEmail(), "password", Shop.PASSWORD)
                .expect(401, "Invalid credentials");
    }

    @Test
    void passwordsCannotBeGuessed() {
        String email = shop.registered();
        for (int guess = 0; guess < 10; guess++) {
            stranger.post("login", "email", email, "password", "guess " + guess).expect(401, "Invalid credentials");
        }
        Browser.Reply locked =
                stranger.post("login", "email", email, "password", PASSWORD).expect(429);
        assertThat(Integer.parseInt(locked.header("retry-after"))).isBetween(1, 900);
        shop.clock.advance(Duration.ofMinutes(15));
        shop.token(email, PASSWORD);
    }

    @Test
    void forgedTokensAreNobody() {
        String[] parts = shop.token(shop.registered(), PASSWORD).split("\\.", -1);
        String none = base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");
        String admin = base64("{\"sub\":\"1\",\"roles\":[\"admin\"]}");
        List<String> forged = new ArrayList<>(List.of("", "x", "a.b.c", "..", "ey".repeat(900)));
        forged.add(none + "." + parts[1] + ".");
        forged.add(none + "." + parts[1] + "." + parts[2]);
        forged.add(parts[0] + "." + admin + "." + parts[2]);
        forged.add(parts[0] + "." + parts[1] + ".");
        forged.add(parts[0] + "." + parts[1] + "." + parts[2].substring(1));
        for (String token : forged) {
            shop.me(token).expect(401, "Sign in to continue.");
        }
        stranger.headers.put("Authorization", "Basic " + base64("john:" + PASSWORD));
        stranger.get("/me").expect(401, "Sign in to continue.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"register", "login", "send-otp", "verify-otp", "reset-password"})
    void otherSitesCannotActWithTheCookie(String route) throws Exception {
        String email = shop.registered();
        Browser john = shop.verified(email);
        List<Integer> before = shop.stored();
        for (Map.Entry<String, String> sign : Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site")
                .entrySet()) {
            Browser lured = john.twin();
            lured.headers.put(sign.getKey(), sign.getValue());
            lured.post(route, "email", email, "newPassword", STOLEN, "otp", "1234")
                    .expect(403, "This request came from another web site.");
        }
        assertThat(shop.stored()).isEqualTo(before);
        john.headers.put("Origin", shop.url());
        reset(john, email).expect(200);
    }

    @Test
    void nobodyMakesThemselvesAdmin() {
        String email = shop.newEmail();
        stranger.post(
                        "register",
                        "name",
                        "Eve",
                        "email",
                        email,
                        "phone",
                        "9876543210",
                        "password",
                        PASSWORD,
                        "role",
                        "admin",
                        "id",
                        "1")
                .expect(201);
        assertThat(shop.me(shop.token(email, PASSWORD)).json().path("role").asText())
                .isEqualTo("user");
    }

    @Test
    void aResetEndsWhateverASquatterHas() {
        String email = shop.registered();
        String squatter = shop.token(email, PASSWORD);
        reset(shop.verified(email), email).expect(200);
        shop.me(squatter).expect(401);
        stranger.post("login", "email", email, "password", PASSWORD).expect(401);
    }

    private Browser.Reply verify(String email, String otp) {
        return stranger.post("verify-otp", "email", email, "otp", otp);
    }

    private static Browser.Reply reset(Browser browser, String email) {
        return browser.post("reset-password", "email", email, "newPassword", STOLEN);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
