package io.github.keystile.examples.emailapi;

import static io.github.keystile.examples.emailapi.TestApp.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the document promises, in its order; its error messages are in {@link DocumentErrorsTest}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentTest {
    static final String SYSTEM_1 = "/api/auth";
    static final String SYSTEM_2 = "/api/auth/otp";
    private static final String NEW = "newsecurepassword123";

    private final TestApp app = new TestApp();
    private String email;
    private Visitor visitor;

    @BeforeEach
    void begin() {
        app.nextDay();
        email = app.newEmail();
        visitor = app.visitor();
    }

    @AfterAll
    void close() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {SYSTEM_1, SYSTEM_2})
    void loginReturnsTokensAndUser(String system) {
        app.signedUp(email);
        Visitor.Reply reply = visitor.post(system + "/login", "email", email, "password", PASSWORD)
                .expect(200);
        assertThat(reply.json().propertyNames())
                .containsExactlyInAnyOrder("accessToken", "refreshToken", "token", "user");
        assertThat(reply.text("token")).isEqualTo(reply.text("accessToken"));
        assertThat(reply.json().path("user").path("email").asString()).isEqualTo(email);
        assertThat(visitor.me(reply.text("accessToken")).expect(200).text("email"))
                .isEqualTo(email);
        assertThat(visitor.cookies).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {SYSTEM_1, SYSTEM_2})
    void forgottenPasswordIsResetInThreeSteps(String system) {
        app.signedUp(email);
        done(visitor.post(system + "/forgot-password", "email", email));
        String code = app.code(email);
        done(visitor.post(system + "/forgot-password/verify", "email", email, "otp", code));
        done(visitor.post(system + "/reset-password", "email", email, "otp", code, "newPassword", NEW));
        assertThat(visitor.cookies).isEmpty();
        visitor.post(system + "/login", "email", email, "password", PASSWORD).refused(401, "Invalid credentials");
        visitor.post(system + "/login", "email", email, "password", NEW).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {SYSTEM_1, SYSTEM_2})
    void forgottenPasswordIsResetByClientsWithoutCookies(String system) {
        app.signedUp(email);
        done(visitor.post(system + "/forgot-password", "email", email));
        String code = app.code(email);
        done(app.visitor().post(system + "/forgot-password/verify", "email", email, "otp", code));
        done(app.visitor().post(system + "/reset-password", "email", email, "otp", code, "newPassword", NEW));
        visitor.post(system + "/login", "email", email, "password", NEW).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {SYSTEM_1, SYSTEM_2})
    void lastStepWorksWithoutTheOneBefore(String system) {
        app.signedUp(email);
        done(visitor.post(system + "/forgot-password", "email", email));
        done(visitor.post(system + "/reset-password", "email", email, "otp", app.code(email), "newPassword", NEW));
        visitor.post(system + "/login", "email", email, "password", NEW).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {SYSTEM_1, SYSTEM_2})
    void accessTokensAreGoodForAnHour(String system) {
        String token = app.signedUp(email).text("token");
        app.clock.advance(Duration.ofHours(1).minusSeconds(1));
        JsonNode user = visitor.post(system + "/verify-token", "token", token)
                .expect(200)
                .json()
                .path("user");
        assertThat(user.path("email").asString()).isEqualTo(email);
        visitor.me(token).expect(200);
        app.clock.advance(Duration.ofSeconds(1));
        visitor.post(system + "/verify-token", "token", token).refused(401);
        visitor.me(token).refused(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {SYSTEM_1, SYSTEM_2})
    void refreshTokensAreGoodForSevenDaysAndForNewTokens(String system) {
        String first = app.signedUp(email).text("refreshToken");
        app.clock.advance(Duration.ofDays(7).minusSeconds(1));
        Visitor.Reply reply =
                visitor.post(system + "/refresh-token", "token", first).expect(200);
        assertThat(reply.json().propertyNames())
                .containsExactlyInAnyOrder("accessToken", "refreshToken", "token", "user");
        visitor.me(reply.text("accessToken")).expect(200);
        app.clock.advance(Duration.ofDays(7));
        visitor.post(system + "/refresh-token", "token", reply.text("refreshToken"))
                .refused(401);
    }

    @Test
    void signupMakesTheAccountWhenTheCodeIsEntered() {
        done(visitor.post(SYSTEM_2 + "/signup-request-otp", "email", email, "password", PASSWORD));
        String code = app.code(email);
        String body = "{\"email\":\"" + email + "\",\"otp\":\"" + code
                + "\",\"username\":\"username\",\"preferences\":[\"Gaming\",\"Music\"]}";
        Visitor.Reply reply =
                visitor.postJson(SYSTEM_2 + "/signup-verify-otp", body).expect(200);
        JsonNode user = reply.json().path("user");
        assertThat(user.path("username").asString()).isEqualTo("username");
        assertThat(user.path("emailVerified").asBoolean()).isTrue();
        assertThat(user.path("preferences").values().stream().map(JsonNode::asString))
                .isEqualTo(List.of("Gaming", "Music"));
        assertThat(visitor.me(reply.text("token")).expect(200).json()).isEqualTo(user);
        assertThat(visitor.cookies).isEmpty();
        for (String identifier : List.of(email, "username")) {
            visitor.post(SYSTEM_1 + "/login", "email", identifier, "password", PASSWORD)
                    .expect(200);
        }
    }

    @Test
    void signupIsFinishedByClientsWithoutCookies() {
        done(visitor.post(SYSTEM_2 + "/signup-request-otp", "email", email, "password", PASSWORD));
        app.visitor()
                .post(SYSTEM_2 + "/signup-verify-otp", "email", email, "otp", app.code(email))
                .expect(200);
    }

    @Test
    void signupIsInTheSecondSystemOnly() {
        visitor.post(SYSTEM_1 + "/signup-request-otp", "email", email, "password", PASSWORD)
                .refused(404);
        visitor.post(SYSTEM_1 + "/signup-verify-otp", "email", email, "otp", "123456")
                .refused(404);
    }

    @Test
    void codesLiveForTenMinutes() {
        visitor.post(SYSTEM_2 + "/signup-request-otp", "email", email, "password", PASSWORD)
                .expect(200);
        app.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        visitor.post(SYSTEM_2 + "/signup-verify-otp", "email", email, "otp", app.code(email))
                .expect(200);
        visitor.post(SYSTEM_1 + "/forgot-password", "email", email).expect(200);
        String code = app.code(email);
        app.clock.advance(Duration.ofMinutes(10));
        for (Visitor client : List.of(visitor, app.visitor())) {
            client.post(SYSTEM_1 + "/forgot-password/verify", "email", email, "otp", code)
                    .refused(410, "Invalid or expired OTP");
        }
    }

    @Test
    void mailsGoThroughResend() {
        visitor.post(SYSTEM_2 + "/signup-request-otp", "email", email, "password", PASSWORD)
                .expect(200);
        assertThat(app.mail(email)).contains("10 minutes");
        JsonNode mail = app.resend.mailsTo(email).get(0);
        assertThat(mail.path("from").asString()).isEqualTo("demo@example.com");
        assertThat(mail.path("html").asString()).isNotBlank();
    }

    @Test
    void whoIsNotSignedInIsTold() {
        Visitor.Reply reply = visitor.get("/me").refused(401, "Sign in to continue.");
        assertThat(reply.header("www-authenticate")).isEqualTo("Bearer");
        visitor.headers.put("Authorization", "Basic YTpi");
        visitor.get("/me").refused(401);
        visitor.headers.put("Authorization", "Bearer");
        visitor.get("/me").refused(401);
    }

    private static void done(Visitor.Reply reply) {
        assertThat(reply.expect(200).json().propertyNames()).containsExactlyInAnyOrder("success", "message");
        assertThat(reply.json().path("success").asBoolean()).isTrue();
    }
}
