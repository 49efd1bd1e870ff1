package io.github.keystile.examples.storefront;

import static io.github.keystile.examples.storefront.Shop.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API's document from its first line to its last. */
@QuarkusTest
class DocumentTest {
    @Inject
    Shop shop;

    private Browser browser;
    private String email;

    @BeforeEach
    void freshShop() throws Exception {
        shop.wipe();
        browser = shop.browser();
        email = shop.newEmail();
    }

    @Test
    void registerMakesAUser() {
        Browser.Reply reply = shop.register(email).expect(201);
        assertThat(reply.body()).isEqualTo("{\"message\":\"User registered successfully!\"}");
        assertThat(reply.header("content-type")).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "email", "phone", "password"})
    void registerNeedsAllFields(String missing) {
        String[] fields = {"name", "John Doe", "email", email, "phone", "9876543210", "password", PASSWORD};
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equals(missing)) {
                fields[i + 1] = " ";
                browser.post("register", fields).expect(400, "All fields are required.");
                fields[i + 1] = null;
                browser.post("register", fields).expect(400, "All fields are required.");
                fields[i] = "other";
            }
        }
        browser.post("register", fields).expect(400, "All fields are required.");
        browser.post("register").expect(400, "All fields are required.");
    }

    @Test
    void registerRefusesATakenEmail() {
        shop.register(email).expect(201);
        shop.register(email).expect(409, "User with this email already exists.");
        shop.register(email.toUpperCase(Locale.ROOT)).expect(409, "User with this email already exists.");
    }

    @Test
    void loginAnswersWithTokenAndUser() {
        shop.register(email);
        JsonNode reply = browser.post("login", "email", email, "password", PASSWORD)
                .expect(200)
                .json();
        assertThat(reply.fieldNames()).toIterable().containsExactly("message", "token", "user");
        assertThat(reply.path("message").asText()).isEqualTo("Login successful!");
        assertThat(reply.path("token").asText()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        JsonNode user = reply.path("user");
        assertThat(user.fieldNames()).toIterable().containsExactly("id", "name", "email", "role");
        assertThat(user.path("id").asText()).isNotBlank();
        assertThat(user.path("name").asText()).isEqualTo("John Doe");
        assertThat(user.path("email").asText()).isEqualTo(email);
        assertThat(user.path("role").asText()).isEqualTo("user");
    }

    @Test
    void loginNeedsEmailAndPassword() {
        browser.post("login", "email", email).expect(400, "Email and password are required.");
        browser.post("login", "password", PASSWORD).expect(400, "Email and password are required.");
        browser.post("login", "email", "", "password", PASSWORD).expect(400, "Email and password are required.");
    }

    @Test
    void loginDoesNotTellWrongPasswordFromUnknownEmail() {
        shop.register(email);
        browser.post("login", "email", email, "password", "wrong password").expect(401, "Invalid credentials");
        browser.post("login", "email", shop.newEmail(), "password", PASSWORD).expect(401, "Invalid credentials");
        browser.post("login", "email", "not an address", "password", PASSWORD).expect(401, "Invalid credentials");
    }

    @Test
    void sendOtpMailsFourDigits() {
        shop.register(email);
        browser.post("send-otp", "email", email).expect(200, "OTP sent successfully.");
        assertThat(shop.mails.code(email)).matches("[0-9]{4}");
    }

    @Test
    void sendOtpNeedsAnEmail() {
        browser.post("send-otp").expect(400, "Email is required.");
        browser.post("send-otp", "email", " ").expect(400, "Email is required.");
    }

    @Test
    void sendOtpDoesNotKnowEverybody() {
        browser.post("send-otp", "email", email).expect(404, "User not found.");
        browser.post("send-otp", "email", "not an address").expect(404, "User not found.");
    }

    @Test
    void verifyOtpRemembersThatItWasRight() {
        shop.register(email);
        browser.post("send-otp", "email", email);
        Browser.Reply reply = browser.post("verify-otp", "email", email, "otp", shop.mails.code(email))
                .expect(200, "OTP verified successfully.");
        assertThat(browser.cookies).containsOnlyKeys("storefront-ticket");
        assertThat(reply.header("set-cookie"))
                .contains("; HttpOnly; SameSite=Lax")
                .contains("; Max-Age=600;");
    }

    @Test
    void verifyOtpRefusesAWrongOtp() {
        shop.register(email);
        browser.post("verify-otp", "email", email, "otp", "1234").expect(410, "Invalid or expired OTP.");
        browser.post("send-otp", "email", email);
        String wrong = Shop.other(shop.mails.code(email));
        browser.post("verify-otp", "email", email, "otp", wrong).expect(400, "Invalid or expired OTP.");
        browser.post("verify-otp", "email", email, "otp", "").expect(400, "Invalid or expired OTP.");
        browser.post("verify-otp", "email", email).expect(400, "Invalid or expired OTP.");
        assertThat(browser.cookies).isEmpty();
    }

    @Test
    void verifyOtpRefusesAnOtpAfterFiveMinutes() {
        shop.register(email);
        browser.post("send-otp", "email", email);
        String first = shop.mails.code(email);
        shop.clock.advance(Duration.ofMinutes(5));
        browser.post("verify-otp", "email", email, "otp", first).expect(410, "Invalid or expired OTP.");
        browser.post("send-otp", "email", email);
        String second = shop.mails.code(email);
        shop.clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        browser.post("verify-otp", "email", email, "otp", second).expect(200, "OTP verified successfully.");
    }

    @Test
    void verifyOtpDoesNotKnowEverybody() {
        browser.post("verify-otp", "email", email, "otp", "1234").expect(404, "User not found.");
        browser.post("verify-otp", "otp", "1234").expect(400, "Email is required.");
    }

    @Test
    void resetPasswordChangesThePassword() {
        shop.register(email);
        String before = shop.token(email, PASSWORD);
        Browser verified = shop.verified(email);
        verified.post("reset-password", "email", email, "newPassword", "new_strong_password123")
                .expect(200, "Password reset successfully.");
        assertThat(verified.cookies).isEmpty();
        browser.post("login", "email", email, "password", PASSWORD).expect(401, "Invalid credentials");
        shop.me(shop.token(email, "new_strong_password123")).expect(200);
        shop.me(before).expect(401);
    }

    @Test
    void resetPasswordWantsEightCharacters() {
        shop.register(email);
        Browser verified = shop.verified(email);
        String tooShort = "New password must be at least 8 characters long.";
        verified.post("reset-password", "email", email, "newPassword", "seven77")
                .expect(422, tooShort);
        verified.post("reset-password", "email", email).expect(422, tooShort);
        verified.post("reset-password", "email", email, "newPassword", "eight-88")
                .expect(200, "Password reset successfully.");
    }

    @Test
    void resetPasswordDoesNotKnowEverybody() {
        browser.post("reset-password", "email", email, "newPassword", "new_strong_password123")
                .expect(404, "User not found.");
        browser.post("reset-password", "newPassword", "new_strong_password123").expect(400, "Email is required.");
    }

    @Test
    void meIsWhoIsSignedInForAnHour() {
        shop.register(email);
        String token = shop.token(email, PASSWORD);
        JsonNode me = shop.me(token).expect(200).json();
        assertThat(me.path("name").asText()).isEqualTo("John Doe");
        assertThat(me.path("email").asText()).isEqualTo(email);
        assertThat(me.path("role").asText()).isEqualTo("user");
        Browser.Reply nobody = browser.get("/me").expect(401, "Sign in to continue.");
        assertThat(nobody.header("www-authenticate")).isEqualTo("Bearer");
        shop.clock.advance(Duration.ofHours(1).minusSeconds(1));
        shop.me(token).expect(200);
        shop.clock.advance(Duration.ofSeconds(10));
        shop.me(token).expect(401, "The session has expired. Sign in again.");
    }
}
