package io.github.keystile.examples.otpsignup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every route of the seed and those beside it, over HTTP, with mails from a mail server. */
class HttpRoutesTest {
    static final String ANN = "ann@example.com";
    static final String PASSWORD = "correct horse battery";

    private final TestApp app = new TestApp();
    private final Visitor visitor = app.visitor();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void signupMakesTheAccountWhenTheCodeIsEntered() throws Exception {
        Visitor.Reply started =
                visitor.post("/signup", "email", ANN, "password", PASSWORD).expect(200);
        assertThat(started.json().path("next").asText()).isEqualTo("/verify-otp?email=ann%40example.com");
        assertThat(started.json().path("resendInSeconds").asInt()).isEqualTo(60);
        assertThat(app.stored()).startsWith("auth_user=0 auth_challenge=1 auth_session=0");
        visitor.get("/me").expect(401);

        Visitor.Reply done =
                visitor.post("/verify-otp/" + ANN, "otp", app.code(ANN)).expect(200);
        assertThat(done.json().path("next").asText()).isEqualTo("/");
        JsonNode me = visitor.get("/me").expect(200).json();
        assertThat(me.path("email").asText()).isEqualTo(ANN);
        assertThat(me.path("emailVerified").asBoolean()).isTrue();
        assertThat(visitor.cookies).containsOnlyKeys("keystile-access", "keystile-refresh");
    }

    @Test
    void codesMayBePastedWithBlanksAndDashes() {
        visitor.post("/signup", "email", ANN, "password", PASSWORD).expect(200);
        String code = app.code(ANN);
        String pasted = " " + code.substring(0, 2) + " " + code.substring(2, 4) + "-" + code.substring(4) + "\n";
        visitor.post("/verify-otp/" + ANN, "otp", pasted).expect(200);
    }

    @Test
    void wrongCodeSaysWhatToDo() {
        visitor.post("/signup", "email", ANN, "password", PASSWORD).expect(200);
        Visitor.Reply wrong =
                visitor.post("/verify-otp/" + ANN, "otp", other(app.code(ANN))).expect(400);
        assertThat(wrong.error()).isEqualTo("INVALID_CODE");
        assertThat(wrong.json().path("field").asText()).isEqualTo("otp");
        assertThat(wrong.json().path("message").asText()).contains("send a new code");
    }

    @Test
    void newCodeReplacesTheOldOneAfterAMinute() {
        visitor.post("/signup", "email", ANN, "password", PASSWORD).expect(200);
        String first = app.code(ANN);
        Visitor.Reply early = visitor.post("/resend-otp", "email", ANN).expect(429);
        assertThat(early.header("retry-after")).isEqualTo("60");
        assertThat(early.json().path("message").asText()).contains("in 60 seconds");

        app.clock.advance(Duration.ofSeconds(61));
        visitor.post("/resend-otp", "email", ANN).expect(200);
        String second = app.code(ANN);
        if (!first.equals(second)) {
            visitor.post("/verify-otp/" + ANN, "otp", first).expect(400);
        }
        visitor.post("/verify-otp/" + ANN, "otp", second).expect(200);
    }

    @Test
    void resendWithoutAChallengeLeadsToTheStart() {
        assertThat(visitor.post("/resend-otp", "email", ANN).expect(410).error())
                .isEqualTo("NOT_ASKED_HERE");
    }

    @Test
    void loginTakesThePasswordAndNothingElse() {
        app.signedUp(ANN, PASSWORD);
        assertThat(visitor.post("/login", "email", ANN, "password", "wrong horse battery")
                        .expect(401)
                        .error())
                .isEqualTo("INVALID_CREDENTIALS");
        assertThat(visitor.cookies).isEmpty();
        visitor.post("/login", "email", ANN, "password", PASSWORD).expect(200);
        visitor.get("/me").expect(200);
    }

    @Test
    void logoutEndsTheSessionOnTheServer() {
        Visitor ann = app.signedUp(ANN, PASSWORD);
        Visitor thief = ann.twin();
        thief.get("/me").expect(200);
        assertThat(ann.post("/logout").expect(200).json().path("next").asText()).isEqualTo("/login?notice=LOGGED_OUT");
        assertThat(ann.cookies).isEmpty();
        thief.get("/me").expect(401);
        thief.cookies.remove("keystile-access");
        thief.get("/me").expect(401);
    }

    @Test
    void logoutOfNobodyIsFine() {
        visitor.post("/logout").expect(200);
    }

    @Test
    void resetSetsThePasswordAndSignsIn() {
        Visitor elsewhere = app.signedUp(ANN, PASSWORD);
        visitor.post("/resetPassOtpRequest/" + ANN).expect(200);
        Visitor.Reply checked = visitor.post("/verify-ResetPassOtp/" + ANN, "otp", app.code(ANN))
                .expect(200);
        assertThat(checked.json().path("resetOtpIsValid").asBoolean()).isTrue();
        assertThat(checked.json().path("next").asText()).isEqualTo("/update-password?email=ann%40example.com");

        String changed = "another horse battery";
        visitor.post("/update-password/" + ANN, "newPassword", changed, "confirmPassword", changed)
                .expect(200);
        assertThat(visitor.get("/me").expect(200).json().path("email").asText()).isEqualTo(ANN);
        elsewhere.get("/me").expect(401);
        app.visitor().post("/login", "email", ANN, "password", PASSWORD).expect(401);
        app.visitor().post("/login", "email", ANN, "password", changed).expect(200);
        assertThat(app.mail(ANN)).contains("password");
    }

    @Test
    void refusedNewPasswordsLeaveTheTicketGood() {
        app.signedUp(ANN, PASSWORD);
        visitor.post("/resetPassOtpRequest/" + ANN).expect(200);
        visitor.post("/verify-ResetPassOtp/" + ANN, "otp", app.code(ANN)).expect(200);
        Visitor.Reply differ = visitor.post(
                        "/update-password/" + ANN,
                        "newPassword",
                        "one horse battery",
                        "confirmPassword",
                        "two horse battery")
                .expect(422);
        assertThat(differ.error()).isEqualTo("PASSWORDS_DIFFER");
        assertThat(differ.json().path("field").asText()).isEqualTo("confirmPassword");
        Visitor.Reply shortOne = visitor.post(
                        "/update-password/" + ANN, "newPassword", "short", "confirmPassword", "short")
                .expect(422);
        assertThat(shortOne.error()).isEqualTo("PASSWORD_TOO_SHORT");
        assertThat(shortOne.json().path("field").asText()).isEqualTo("newPassword");
        String good = "another horse battery";
        visitor.post("/update-password/" + ANN, "newPassword", good, "confirmPassword", good)
                .expect(200);
    }

    @Test
    void sessionsAreListedAndEnded() {
        Visitor ann = app.signedUp(ANN, PASSWORD);
        Visitor phone = app.visitor();
        phone.headers.put("User-Agent", "Phone <script>alert(1)</script>");
        phone.post("/login", "email", ANN, "password", PASSWORD).expect(200);

        JsonNode sessions = ann.get("/sessions").expect(200).json().path("sessions");
        List<String> others = new ArrayList<>();
        sessions.forEach(session -> {
            if (!session.path("current").asBoolean()) {
                others.add(session.path("id").asText());
            }
        });
        assertThat(sessions).hasSize(2);
        assertThat(others).hasSize(1);
        assertThat(ann.get("/").body()).doesNotContain("<script>alert").contains("&lt;script&gt;");

        Visitor bob = app.signedUp("bob@example.com", PASSWORD);
        bob.post("/sessions/" + others.get(0) + "/end").expect(200);
        phone.get("/me").expect(200);
        ann.post("/sessions/" + others.get(0) + "/end").expect(200);
        phone.get("/me").expect(401);
        ann.get("/me").expect(200);
        visitor.get("/sessions").expect(401);
        visitor.post("/sessions/x/end").expect(401);
    }

    @Test
    void endingOnesOwnSessionSignsOut() {
        Visitor ann = app.signedUp(ANN, PASSWORD);
        String id =
                ann.get("/sessions").json().path("sessions").get(0).path("id").asText();
        Visitor.Reply ended = ann.post("/sessions/" + id + "/end").expect(200);
        assertThat(ended.json().path("next").asText()).isEqualTo("/login");
        assertThat(ann.cookies).isEmpty();
    }

    @Test
    @Tag("COK-02")
    void whoWishesSoIsForgottenWithTheBrowser() {
        Visitor ann = app.signedUp(ANN, PASSWORD);
        Visitor.Reply reply = ann.post("/login", "email", ANN, "password", PASSWORD, "untilClosed", "yes")
                .expect(200);
        assertThat(reply.headers().get("set-cookie")).hasSize(2).noneMatch(cookie -> cookie.contains("Max-Age"));
        app.clock.advance(Duration.ofHours(2));
        assertThat(ann.get("/me").expect(200).headers().get("set-cookie"))
                .hasSize(2)
                .noneMatch(cookie -> cookie.contains("Max-Age"));

        reply = ann.post("/login", "email", ANN, "password", PASSWORD).expect(200);
        assertThat(reply.headers().get("set-cookie")).hasSize(2).allMatch(cookie -> cookie.contains("Max-Age"));
    }

    @Test
    void filterRefreshesUntilTheSessionIsOver() {
        Visitor ann = app.signedUp(ANN, PASSWORD);
        String first = ann.cookies.get("keystile-access");
        app.clock.advance(Duration.ofMinutes(59));
        ann.get("/me").expect(200);
        assertThat(ann.cookies).containsEntry("keystile-access", first);

        app.clock.advance(Duration.ofMinutes(2));
        ann.get("/me").expect(200);
        assertThat(ann.cookies.get("keystile-access")).isNotEqualTo(first);
        ann.cookies.remove("keystile-access");
        ann.get("/me").expect(200);

        app.clock.advance(Duration.ofDays(8));
        ann.get("/me").expect(401);
        assertThat(ann.cookies).isEmpty();
    }

    static String other(String code) {
        return (code.charAt(0) == '9' ? '0' : (char) (code.charAt(0) + 1)) + code.substring(1);
    }
}
