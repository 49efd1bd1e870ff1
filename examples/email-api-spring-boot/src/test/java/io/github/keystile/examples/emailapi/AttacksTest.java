package io.github.keystile.examples.emailapi;

import static io.github.keystile.examples.emailapi.DocumentTest.SYSTEM_1;
import static io.github.keystile.examples.emailapi.DocumentTest.SYSTEM_2;
import static io.github.keystile.examples.emailapi.TestApp.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the document invites strangers to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttacksTest {
    private static final String SIGNUP = SYSTEM_2 + "/signup-request-otp";
    private static final String VERIFY_SIGNUP = SYSTEM_2 + "/signup-verify-otp";
    private static final String STOLEN = "stolen horse battery";

    private final TestApp app = new TestApp();
    private String ann;
    private Visitor stranger;

    @BeforeEach
    void begin() {
        app.nextDay();
        ann = app.newEmail();
        stranger = app.visitor();
    }

    @AfterAll
    void close() {
        app.close();
    }

    @Test
    void strangersPasswordDoesNotGetTheAccountOfWhoeverOwnsTheMailbox() {
        stranger.post(SIGNUP, "email", ann, "password", STOLEN).expect(200);
        String strangersCode = app.code(ann);
        app.clock.advance(Duration.ofMinutes(2));
        Visitor owner = app.visitor();
        owner.post(SIGNUP, "email", ann, "password", PASSWORD).expect(200);
        String ownersCode = app.code(ann);
        for (String code : new String[] {strangersCode, ownersCode}) {
            app.visitor().post(VERIFY_SIGNUP, "email", ann, "otp", code).refused(400, "Invalid or expired OTP");
        }
        owner.post(VERIFY_SIGNUP, "email", ann, "otp", ownersCode).expect(200);
        stranger.post(SYSTEM_1 + "/login", "email", ann, "password", STOLEN).refused(401, "Invalid credentials");
        owner.post(SYSTEM_1 + "/login", "email", ann, "password", PASSWORD).expect(200);
    }

    @Test
    void strangersRequestThatCameTooSoonIsRememberedToo() {
        Visitor owner = app.visitor();
        owner.post(SIGNUP, "email", ann, "password", PASSWORD).expect(200);
        String code = app.code(ann);
        Visitor.Reply tooSoon =
                stranger.post(SIGNUP, "email", ann, "password", STOLEN).refused(429);
        assertThat(Integer.parseInt(tooSoon.header("retry-after"))).isBetween(1, 60);
        app.visitor().post(VERIFY_SIGNUP, "email", ann, "otp", code).refused(400, "Invalid or expired OTP");
        owner.post(VERIFY_SIGNUP, "email", ann, "otp", code).expect(200);
    }

    @Test
    void challengeCookieIsOutOfReachOfScripts() {
        Visitor.Reply reply =
                stranger.post(SIGNUP, "email", ann, "password", PASSWORD).expect(200);
        assertThat(reply.header("set-cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(reply.body()).doesNotContain(stranger.cookies.values());
    }

    @Test
    void withoutTheCookieThreeGuessesAndNotTheOwnersFive() {
        Visitor owner = app.visitor();
        app.signedUp(ann);
        owner.post(SYSTEM_1 + "/forgot-password", "email", ann).expect(200);
        String code = app.code(ann);
        for (int guess = 0; guess < 3; guess++) {
            reset(stranger, ann, TestApp.other(code)).refused(400, "Invalid or expired OTP");
        }
        Visitor.Reply spent =
                reset(stranger, ann, code).refused(429, "Too many failed attempts. Please request a new OTP");
        assertThat(Integer.parseInt(spent.header("retry-after"))).isPositive();
        reset(owner, ann, code).expect(200);
    }

    @Test
    void twoTabsSignUpAndWrongCodesInOneBurnNoneOfTheOther() {
        String bob = app.newEmail();
        Visitor browser = app.visitor();
        for (String email : new String[] {ann, bob}) {
            browser.post(SIGNUP, "email", email, "password", PASSWORD).expect(200);
        }
        String bobs = app.code(bob);
        for (int guess = 0; guess < 5; guess++) {
            browser.post(VERIFY_SIGNUP, "email", bob, "otp", TestApp.other(bobs))
                    .refused(400);
        }
        browser.post(VERIFY_SIGNUP, "email", ann, "otp", app.code(ann)).expect(200);
    }

    @Test
    void codesAreGoodForTheirOwnAccountAndPurpose() {
        String eve = app.newEmail();
        app.signedUp(ann);
        app.signedUp(eve);
        stranger.post(SYSTEM_1 + "/forgot-password", "email", eve).expect(200);
        String code = app.code(eve);
        reset(app.visitor(), ann, code).refused(410);
        stranger.post(VERIFY_SIGNUP, "email", ann, "otp", code).refused(410);
        reset(stranger, ann, code).refused(410);
        reset(stranger, eve, code).expect(200);
        app.visitor()
                .post(SYSTEM_1 + "/login", "email", ann, "password", PASSWORD)
                .expect(200);
        app.visitor()
                .post(SYSTEM_1 + "/login", "email", eve, "password", STOLEN)
                .expect(200);
    }

    @Test
    void resetEndsEverySession() {
        Visitor.Reply thief = app.signedUp(ann);
        stranger.post(SYSTEM_2 + "/forgot-password", "email", ann).expect(200);
        reset(stranger, ann, app.code(ann)).expect(200);
        stranger.me(thief.text("token")).refused(401);
        stranger.post(SYSTEM_1 + "/verify-token", "token", thief.text("token")).refused(401);
        stranger.post(SYSTEM_1 + "/refresh-token", "token", thief.text("refreshToken"))
                .refused(401);
    }

    @Test
    void tokensAreGoodForTheirOwnKindOnly() {
        Visitor.Reply tokens = app.signedUp(ann);
        for (String system : new String[] {SYSTEM_1, SYSTEM_2}) {
            stranger.post(system + "/verify-token", "token", tokens.text("refreshToken"))
                    .refused(401);
            stranger.post(system + "/refresh-token", "token", tokens.text("accessToken"))
                    .refused(401);
        }
        stranger.me(tokens.text("refreshToken")).refused(401);
        stranger.me(tokens.text("accessToken")).expect(200);
    }

    @Test
    void forgedTokensAreNobody() throws Exception {
        String token = app.signedUp(ann).text("token");
        for (String forged : Forgeries.of(token)) {
            stranger.me(forged).refused(401);
            stranger.post(SYSTEM_1 + "/verify-token", "token", forged).refused(401);
            stranger.post(SYSTEM_2 + "/refresh-token", "token", forged).refused(401);
        }
        stranger.me(token).expect(200);
    }

    @Test
    void replayedRefreshTokenEndsTheSession() {
        String stolen = app.signedUp(ann).text("refreshToken");
        app.clock.advance(Duration.ofMinutes(1));
        Visitor.Reply first =
                stranger.post(SYSTEM_1 + "/refresh-token", "token", stolen).expect(200);
        app.clock.advance(Duration.ofMinutes(1));
        Visitor.Reply owner = stranger.post(SYSTEM_1 + "/refresh-token", "token", first.text("refreshToken"))
                .expect(200);
        stranger.post(SYSTEM_2 + "/refresh-token", "token", stolen).refused(401);
        stranger.post(SYSTEM_1 + "/refresh-token", "token", owner.text("refreshToken"))
                .refused(401);
        stranger.me(owner.text("token")).refused(401);
    }

    @Test
    void passwordsCannotBeGuessed() {
        app.signedUp(ann);
        Visitor.Reply reply = login("guess 0");
        for (int guess = 1; guess < 12 && reply.status() == 401; guess++) {
            reply = login("guess " + guess);
        }
        assertThat(Integer.parseInt(reply.refused(429).header("retry-after"))).isPositive();
        login(PASSWORD).refused(429);
        app.clock.advance(Duration.ofHours(1));
        login(PASSWORD).expect(200);
    }

    @Test
    void mailboxesAreNotFlooded() {
        app.signedUp(ann);
        stranger.post(SYSTEM_1 + "/forgot-password", "email", ann).expect(200);
        for (int request = 0; request < 3; request++) {
            Visitor.Reply tooSoon =
                    stranger.post(SYSTEM_2 + "/forgot-password", "email", ann).refused(429);
            assertThat(Integer.parseInt(tooSoon.header("retry-after"))).isBetween(1, 60);
        }
        app.code(ann);
        app.clock.advance(Duration.ofMinutes(1));
        stranger.post(SYSTEM_1 + "/forgot-password", "email", ann).expect(200);
        app.code(ann);
        assertThat(app.resend.mailsTo(ann)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SIGNUP,
                VERIFY_SIGNUP,
                SYSTEM_1 + "/login",
                SYSTEM_1 + "/forgot-password",
                SYSTEM_1 + "/forgot-password/verify",
                SYSTEM_1 + "/reset-password",
                SYSTEM_2 + "/refresh-token"
            })
    void otherSitesCannotAct(String route) {
        stranger.post(SIGNUP, "email", ann, "password", PASSWORD).expect(200);
        String code = app.code(ann);
        Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site").forEach((name, value) -> {
            stranger.headers.put(name, value);
            stranger.post(route, "email", ann, "otp", code, "password", PASSWORD)
                    .refused(403, "This request came from another web site");
            stranger.headers.remove(name);
        });
        login(PASSWORD).refused(403, "Account not verified");
        stranger.headers.put("Origin", app.url());
        stranger.post(VERIFY_SIGNUP, "email", ann, "otp", code).expect(200);
    }

    @Test
    void nobodyMakesThemselvesAnythingThatTheDocumentDoesNotName() {
        stranger.post(SIGNUP, "email", ann, "password", PASSWORD).expect(200);
        String body = "{\"email\":\"" + ann + "\",\"otp\":\"" + app.code(ann)
                + "\",\"roles\":[\"admin\"],\"role\":\"admin\",\"id\":\"1\",\"__proto__\":{\"a\":1},\"$set\":{\"a\":1}}";
        Visitor.Reply reply = stranger.postJson(VERIFY_SIGNUP, body).expect(200);
        assertThat(reply.json().path("user").propertyNames())
                .containsExactlyInAnyOrder("id", "email", "preferences", "emailVerified", "createdAt");
        assertThat(reply.body()).doesNotContain("admin");
        assertThat(reply.json().path("user").path("id").asString()).isNotEqualTo("1");
    }

    @Test
    void takenUsernameLeavesTheCodeUsable() {
        signUpAs(app.newEmail(), "first").expect(200);
        Visitor second = app.visitor();
        second.post(SIGNUP, "email", ann, "password", PASSWORD).expect(200);
        String code = app.code(ann);
        second.post(VERIFY_SIGNUP, "email", ann, "otp", code, "username", "FIRST")
                .refused(409, "This username is already taken.");
        second.post(VERIFY_SIGNUP, "email", ann, "otp", code, "username", "a\r\nb")
                .refused(422);
        second.post(VERIFY_SIGNUP, "email", ann, "otp", code, "username", "second")
                .expect(200);
    }

    private Visitor.Reply signUpAs(String email, String username) {
        Visitor visitor = app.visitor();
        visitor.post(SIGNUP, "email", email, "password", PASSWORD).expect(200);
        return visitor.post(VERIFY_SIGNUP, "email", email, "otp", app.code(email), "username", username);
    }

    private Visitor.Reply login(String password) {
        return app.visitor().post(SYSTEM_1 + "/login", "email", ann, "password", password);
    }

    private static Visitor.Reply reset(Visitor visitor, String email, String code) {
        return visitor.post(SYSTEM_1 + "/reset-password", "email", email, "otp", code, "newPassword", STOLEN);
    }
}
