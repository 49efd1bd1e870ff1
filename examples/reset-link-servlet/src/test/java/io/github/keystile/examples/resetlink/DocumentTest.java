package io.github.keystile.examples.resetlink;

import static io.github.keystile.examples.resetlink.TestApp.ANN;
import static io.github.keystile.examples.resetlink.TestApp.FORGOT;
import static io.github.keystile.examples.resetlink.TestApp.PASSWORD;
import static io.github.keystile.examples.resetlink.TestApp.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API's document from its first step to its last. */
class DocumentTest {
    private static final String NEW = "another horse";

    private final TestApp app = new TestApp();
    private final Client client = app.client();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void signupMakesAnAccount() {
        Client.Reply reply = client.post("/api/users/signup", "email", ANN, "password", PASSWORD)
                .expect(201);
        assertThat(reply.json().path("message").asText()).isEqualTo("Your account is ready. Log in.");
        assertThat(reply.json().path("user").path("email").asText()).isEqualTo(ANN);
        assertThat(reply.body()).doesNotContain("assword\"", PASSWORD);
        assertThat(client.cookies).isEmpty();
        client.post("/api/users/signup", "email", "Ann@Example.com", "password", PASSWORD)
                .expect(409, "There is already an account with this e-mail address.");
    }

    @Test
    void loginAnswersATokenForProgramsAndCookiesForBrowsers() {
        app.signUp(ANN, PASSWORD);
        client.get("/me").expect(401, "Sign in to continue.");
        Client.Reply reply = client.post("/api/users/login", "email", ANN, "password", PASSWORD)
                .expect(200);
        assertThat(reply.json().path("user").path("email").asText()).isEqualTo(ANN);
        assertThat(client.cookies).containsOnlyKeys("reset-link-access", "reset-link-refresh");
        assertThat(reply.body()).doesNotContain(client.cookies.get("reset-link-refresh"));
        assertThat(client.get("/me").expect(200).json()).isEqualTo(reply.json().path("user"));
        String token = reply.json().path("token").asText();
        assertThat(app.client().bearer("/me", token).expect(200).json())
                .isEqualTo(reply.json().path("user"));
        app.login(ANN, "wrong horse").expect(401, "Invalid credentials.");
    }

    @Test
    void steps1And2ForgotPasswordTakesAnAddressAndFindsItsUser() {
        app.signUp(ANN, PASSWORD);
        client.post(FORGOT, "email", "ANN@example.com")
                .expect(200, "If there is an account for this address, a link is on its way to it.");
        assertThat(app.link(ANN).token()).isNotEmpty();
    }

    @Test
    void step3TheTokenIsRandomAndStoredAsItsHashOnly() throws Exception {
        app.signUp(ANN, PASSWORD);
        String token = app.token(ANN);
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        assertThat(bytes).hasSize(32);
        String dump = app.dump();
        assertThat(dump).doesNotContain(token, HexFormat.of().formatHex(bytes));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        assertThat(dump)
                .containsAnyOf(
                        HexFormat.of().formatHex(hash),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        app.clock.advance(Duration.ofMinutes(2));
        assertThat(app.token(ANN)).isNotEqualTo(token);
    }

    @Test
    void step3TheTokenExpiresAfterTenMinutes() {
        app.signUp(ANN, PASSWORD);
        String token = app.token(ANN);
        app.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        client.get("/reset-password?token=" + token).expect(200);
        app.clock.advance(Duration.ofSeconds(1));
        client.get("/reset-password?token=" + token).expect(400);
        client.patch(RESET + token, "password", NEW).expect(400, "This link is invalid or has expired.");
        app.login(ANN, PASSWORD).expect(200);
    }

    @Test
    void step4TheMailLeadsToThePage() {
        app.signUp(ANN, PASSWORD);
        client.post(FORGOT, "email", ANN).expect(200);
        assertThat(app.mail(ANN))
                .startsWith("Set a new Keystile demo password")
                .containsPattern("(?m)^" + app.url() + "/reset-password\\?token=[A-Za-z0-9_-]{43}\\r?$");
    }

    @Test
    void step5ThePageTakesThePasswordTwiceAndItsScriptSendsThePatch() {
        app.signUp(ANN, PASSWORD);
        Client.Reply page =
                client.get("/reset-password?token=" + app.token(ANN)).expect(200);
        assertThat(page.header("content-type")).startsWith("text/html;");
        assertThat(page.body()).contains("id=\"password\"", "id=\"again\"", "src=\"/assets/reset-password.js\"");
        Client.Reply script = client.get("/assets/reset-password.js").expect(200);
        assertThat(script.header("content-type")).startsWith("text/javascript;");
        assertThat(script.body()).contains("\"PATCH\"", "/api/users/resetPassword/");
        client.get("/assets/reset-password.css").expect(200);
    }

    @Test
    void step6AValidTokenSetsThePasswordOnce() {
        app.signUp(ANN, PASSWORD);
        String token = app.token(ANN);
        client.patch(RESET + token, "password", NEW).expect(200, "Your password is changed. Log in with it.");
        assertThat(client.cookies).isEmpty();
        app.login(ANN, PASSWORD).expect(401);
        Client.Reply login = app.login(ANN, NEW).expect(200);
        assertThat(login.json().path("user").path("emailVerified").asBoolean()).isTrue();
        client.patch(RESET + token, "password", PASSWORD).expect(400, "This link is invalid or has expired.");
        assertThat(app.mail(ANN)).contains("changed");
        app.login(ANN, NEW).expect(200);
    }

    @Test
    void step6AnInvalidTokenIsAnError() {
        client.patch(RESET + "ABC123XYZ", "password", NEW).expect(400, "This link is invalid or has expired.");
    }

    @Test
    void step6ARefusedPasswordLeavesTheLinkUsable() {
        app.signUp(ANN, PASSWORD);
        String token = app.token(ANN);
        client.patch(RESET + token, "password", "short").expect(422);
        client.patch(RESET + token, "password", "password1").expect(422);
        client.patch(RESET + token, "password", ANN).expect(422);
        client.patch(RESET + token, "password", NEW).expect(200);
    }
}
