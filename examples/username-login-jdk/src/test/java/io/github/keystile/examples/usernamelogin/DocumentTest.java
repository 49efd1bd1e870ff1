package io.github.keystile.examples.usernamelogin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API's document from its first line to its last. */
class DocumentTest {
    private static final String EMAIL = "user1@gmail.com";

    private final TestApp app = new TestApp();
    private final Visitor visitor = app.visitor();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void signup() {
        visitor.post("/signup", "user", "username", "email", EMAIL, "pwd", "12344566")
                .expect(200, "signup successful");
        visitor.post("/signup", "user", "UserName", "email", "user2@gmail.com", "pwd", "12344566")
                .expect(409, "username is already taken");
        visitor.post("/signup", "user", "username2", "email", EMAIL, "pwd", "12344566")
                .expect(409, "There exists an account with the given email id");
        assertThat(visitor.cookies).isEmpty();
    }

    @Test
    void loginByUsernameAndByEmail() {
        app.signedUp("username", EMAIL, "125697");
        for (String userId : new String[] {"username", "USERNAME", EMAIL, "User1@Gmail.com"}) {
            Visitor device = app.visitor();
            device.post("/login", "userId", userId, "pwd", "125697").expect(200, "Device verified");
            assertThat(device.cookies).containsOnlyKeys("username-login-access", "username-login-refresh");
            assertThat(device.get("/me").expect(200).json().path("user").asText())
                    .isEqualTo("username");
        }
        visitor.post("/login", "userId", "Aman1-Punekar", "pwd", "125697")
                .expect(404, "no user with given userId Aman1-Punekar");
        visitor.post("/login", "userId", "username", "pwd", "wrong one").expect(401, "Wrong Password");
        visitor.get("/me").expect(401, "Sign in to continue.");
    }

    @Test
    void resetByUsernameAndByEmail() {
        app.signedUp("username", EMAIL, "12344566");
        visitor.post("/getOtp", "userId", "amanpunekar551@gmail.com1")
                .expect(404, "no user with given userId amanpunekar551@gmail.com1");
        for (String userId : new String[] {"username", EMAIL}) {
            visitor.post("/getOtp", "userId", userId).expect(200, "Otp sent to the registered email id");
            String code = app.code(EMAIL);
            String body = visitor.put(
                            "/verifyOtpChangePassword", "userId", userId, "otp", TestApp.other(code), "pwd", "123456")
                    .expect(400)
                    .body();
            assertThat(body).isEqualTo("{\"verification\":false,\"msg\":\"Incorrect OTP\"}");
            visitor.put("/verifyOtpChangePassword", "userId", userId, "otp", code, "pwd", "123456")
                    .expect(200, "password changed successfully");
            visitor.put("/verifyOtpChangePassword", "userId", "nobody", "otp", code, "pwd", "123456")
                    .expect(404, "no user with given userId nobody");
            app.mail(EMAIL);
            app.clock.advance(Duration.ofMinutes(2));
        }
        visitor.post("/login", "userId", EMAIL, "pwd", "12344566").expect(401, "Wrong Password");
        visitor.post("/login", "userId", EMAIL, "pwd", "123456").expect(200, "Device verified");
    }

    @Test
    void codesLiveForFiveMinutes() {
        app.signedUp("username", EMAIL, "12344566");
        visitor.post("/getOtp", "userId", "username").expect(200);
        String code = app.code(EMAIL);
        app.clock.advance(Duration.ofMinutes(5));
        visitor.put("/verifyOtpChangePassword", "userId", "username", "otp", code, "pwd", "123456")
                .expect(410, "OTP expired. Please try again");
        visitor.post("/getOtp", "userId", "username").expect(200);
        String second = app.code(EMAIL);
        app.clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        visitor.put("/verifyOtpChangePassword", "userId", "username", "otp", second, "pwd", "123456")
                .expect(200, "password changed successfully");
    }

    @Test
    void logoutEndsTheSessionOnTheServer() {
        Visitor ann = app.signedUp("username", EMAIL, "12344566");
        Visitor thief = ann.twin();
        Visitor.Reply reply = ann.delete("/logout").expect(200);
        assertThat(reply.body()).isEqualTo("{\"message\":\"User signed out successfully\"}");
        assertThat(ann.cookies).isEmpty();
        thief.get("/me").expect(401);
        visitor.delete("/logout").expect(200);
    }
}
