package io.github.keystile.examples.emailapi;

import static io.github.keystile.examples.emailapi.DocumentTest.SYSTEM_1;
import static io.github.keystile.examples.emailapi.DocumentTest.SYSTEM_2;
import static io.github.keystile.examples.emailapi.TestApp.PASSWORD;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document's eight messages, each at the moments that it names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentErrorsTest {
    private static final String SIGNUP = SYSTEM_2 + "/signup-request-otp";
    private static final String VERIFY_SIGNUP = SYSTEM_2 + "/signup-verify-otp";
    private static final String NEW = "newsecurepassword123";
    private static final String INVALID_OTP = "Invalid or expired OTP";
    private static final String TOO_MANY = "Too many failed attempts. Please request a new OTP";

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

    @Test
    void userAlreadyExists() {
        app.signedUp(email);
        visitor.post(SIGNUP, "email", email, "password", PASSWORD).refused(409, "User already exists");
    }

    @Test
    void userAlreadyExistsIfAnotherSignupWasFinishedFirst() {
        Visitor other = app.visitor();
        other.post(SIGNUP, "email", email, "password", PASSWORD).expect(200);
        String first = app.code(email);
        app.clock.advance(Duration.ofMinutes(2));
        visitor.post(SIGNUP, "email", email, "password", NEW).expect(200);
        String second = app.code(email);
        visitor.post(VERIFY_SIGNUP, "email", email, "otp", second).expect(200);
        other.post(VERIFY_SIGNUP, "email", email, "otp", first).refused(409, "User already exists");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SIGNUP,
                VERIFY_SIGNUP,
                SYSTEM_1 + "/login",
                SYSTEM_2 + "/login",
                SYSTEM_1 + "/forgot-password",
                SYSTEM_2 + "/forgot-password",
                SYSTEM_1 + "/forgot-password/verify",
                SYSTEM_2 + "/forgot-password/verify",
                SYSTEM_1 + "/reset-password",
                SYSTEM_2 + "/reset-password"
            })
    void emailRequired(String route) {
        String rest = "\"password\":\"" + PASSWORD + "\",\"otp\":\"123456\",\"newPassword\":\"" + PASSWORD + "\"}";
        for (String missing : List.of("{", "{\"email\":null,", "{\"email\":\"\",", "{\"email\":\" \",")) {
            visitor.postJson(route, missing + rest).refused(400, "Email required");
        }
        visitor.postJson(route, "{}").refused(400, "Email required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SIGNUP,
                SYSTEM_1 + "/login",
                SYSTEM_2 + "/login",
                SYSTEM_1 + "/reset-password",
                SYSTEM_2 + "/reset-password"
            })
    void passwordRequired(String route) {
        String rest = "\"email\":\"" + email + "\",\"otp\":\"123456\"}";
        for (String missing : List.of("{", "{\"password\":null,\"newPassword\":null,")) {
            visitor.postJson(route, missing + rest).refused(400, "Password required");
        }
        visitor.postJson(route, "{\"password\":\"\",\"newPassword\":\"\"," + rest)
                .refused(400, "Password required");
    }

    @ParameterizedTest
    @ValueSource(strings = {SYSTEM_1, SYSTEM_2})
    void invalidCredentials(String system) {
        app.signedUp(email);
        visitor.post(system + "/login", "email", email, "password", NEW).refused(401, "Invalid credentials");
    }

    @Test
    void invalidOtpAtSignup() {
        visitor.post(VERIFY_SIGNUP, "email", email, "otp", "123456").refused(410, INVALID_OTP);
        visitor.post(SIGNUP, "email", email, "password", PASSWORD).expect(200);
        String code = app.code(email);
        for (String wrong : List.of(TestApp.other(code), "1", "١٢٣٤٥٦", "not a code", "9".repeat(5000))) {
            app.visitor()
                    .post(VERIFY_SIGNUP, "email", app.newEmail(), "otp", wrong)
                    .refused(410, INVALID_OTP);
        }
        visitor.post(VERIFY_SIGNUP, "email", email, "otp", TestApp.other(code)).refused(400, INVALID_OTP);
        app.clock.advance(Duration.ofMinutes(10));
        visitor.post(VERIFY_SIGNUP, "email", email, "otp", code).refused(410, INVALID_OTP);
    }

    @ParameterizedTest
    @ValueSource(strings = {SYSTEM_1, SYSTEM_2})
    void invalidOtpAtReset(String system) {
        app.signedUp(email);
        String reset = system + "/reset-password";
        visitor.post(reset, "email", email, "otp", "123456", "newPassword", NEW).refused(410, INVALID_OTP);
        visitor.post(system + "/forgot-password", "email", email).expect(200);
        String code = app.code(email);
        for (Visitor client : List.of(visitor, app.visitor())) {
            String wrong = TestApp.other(code);
            client.post(system + "/forgot-password/verify", "email", email, "otp", wrong)
                    .refused(400, INVALID_OTP);
            client.post(reset, "email", email, "otp", wrong, "newPassword", NEW).refused(400, INVALID_OTP);
        }
        visitor.post(reset, "email", email, "otp", code, "newPassword", NEW).expect(200);
        visitor.post(reset, "email", email, "otp", code, "newPassword", PASSWORD)
                .refused(410, INVALID_OTP);
    }

    @ParameterizedTest
    @ValueSource(strings = {SYSTEM_1, SYSTEM_2})
    void userNotFound(String system) {
        String nobody = "User not found";
        for (String unknown : List.of(email, "not an address")) {
            visitor.post(system + "/login", "email", unknown, "password", PASSWORD)
                    .refused(404, nobody);
            visitor.post(system + "/forgot-password", "email", unknown).refused(404, nobody);
            visitor.post(system + "/forgot-password/verify", "email", unknown, "otp", "123456")
                    .refused(404, nobody);
            visitor.post(system + "/reset-password", "email", unknown, "otp", "123456", "newPassword", NEW)
                    .refused(404, nobody);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SYSTEM_1, SYSTEM_2})
    void accountNotVerifiedIsForThoseWhoKnowThePassword(String system) {
        visitor.post(SIGNUP, "email", email, "password", PASSWORD).expect(200);
        visitor.post(system + "/login", "email", email, "password", PASSWORD).refused(403, "Account not verified");
        visitor.post(system + "/login", "email", email, "password", NEW).refused(404, "User not found");
        visitor.post(VERIFY_SIGNUP, "email", email, "otp", app.code(email)).expect(200);
        visitor.post(system + "/login", "email", email, "password", PASSWORD).expect(200);
    }

    @Test
    void tooManyFailedAttemptsAtSignup() {
        visitor.post(SIGNUP, "email", email, "password", PASSWORD).expect(200);
        String code = app.code(email);
        for (int guess = 0; guess < 5; guess++) {
            visitor.post(VERIFY_SIGNUP, "email", email, "otp", TestApp.other(code))
                    .refused(400, INVALID_OTP);
        }
        Visitor.Reply reply =
                visitor.post(VERIFY_SIGNUP, "email", email, "otp", code).refused(429, TOO_MANY);
        waitAsTold(reply);
        visitor.post(SIGNUP, "email", email, "password", PASSWORD).expect(200);
        visitor.post(VERIFY_SIGNUP, "email", email, "otp", app.code(email)).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {SYSTEM_1, SYSTEM_2})
    void tooManyFailedAttemptsAtReset(String system) {
        app.signedUp(email);
        visitor.post(system + "/forgot-password", "email", email).expect(200);
        String code = app.code(email);
        String verify = system + "/forgot-password/verify";
        String reset = system + "/reset-password";
        for (int guess = 0; guess < 5; guess++) {
            String route = guess % 2 == 0 ? verify : reset;
            visitor.post(route, "email", email, "otp", TestApp.other(code), "newPassword", NEW)
                    .refused(400, INVALID_OTP);
        }
        visitor.post(verify, "email", email, "otp", code).refused(429, TOO_MANY);
        waitAsTold(visitor.post(reset, "email", email, "otp", code, "newPassword", NEW)
                .refused(429, TOO_MANY));
        visitor.post(system + "/forgot-password", "email", email).expect(200);
        visitor.post(reset, "email", email, "otp", app.code(email), "newPassword", NEW)
                .expect(200);
    }

    @Test
    void whatTheDocumentHasNoWordsForIsToldInThisShapeToo() {
        visitor.post(VERIFY_SIGNUP, "email", email).refused(400, "OTP required");
        visitor.post(SYSTEM_1 + "/verify-token").refused(400, "Token required");
        visitor.post(SIGNUP, "email", "not an address", "password", PASSWORD).refused(422);
        visitor.post(SIGNUP, "email", email, "password", "short").refused(422, "Use at least 8 characters.");
        visitor.post(SIGNUP, "email", email, "password", "password1").refused(422);
    }

    private void waitAsTold(Visitor.Reply refused) {
        app.clock.advance(Duration.ofSeconds(Long.parseLong(refused.header("retry-after"))));
    }
}
