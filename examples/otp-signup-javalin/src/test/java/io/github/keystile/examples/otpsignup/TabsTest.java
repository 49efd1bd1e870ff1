package io.github.keystile.examples.otpsignup;

import static io.github.keystile.examples.otpsignup.HttpRoutesTest.ANN;
import static io.github.keystile.examples.otpsignup.HttpRoutesTest.PASSWORD;
import static io.github.keystile.examples.otpsignup.HttpRoutesTest.other;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several tabs, another browser, forms that are sent twice, answers that get lost: there is always a way on. */
class TabsTest {
    private static final String BOB = "bob@example.com";
    private static final String CHANGED = "another horse battery";
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

    private final TestApp app = new TestApp();
    private final Visitor visitor = app.visitor();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    @Tag("COK-01")
    void twoTabsSignUpAndWrongCodesInOneBurnNoneOfTheOther() {
        visitor.post("/signup", "email", ANN, "password", PASSWORD).expect(200);
        visitor.post("/signup", "email", BOB, "password", PASSWORD).expect(200);
        String bobs = app.code(BOB);
        for (int guess = 0; guess < 5; guess++) {
            visitor.post("/verify-otp/" + BOB, "otp", other(bobs)).expect(400);
        }

        visitor.post("/verify-otp/" + ANN, "otp", app.code(ANN)).expect(200);
        assertThat(visitor.get("/me").json().path("email").asText()).isEqualTo(ANN);
        visitor.post("/verify-otp/" + BOB, "otp", bobs).expect(400);
    }

    @Test
    @Tag("COK-01")
    void twoTabsResetAndEachSetsItsOwnPassword() {
        app.signedUp(ANN, PASSWORD);
        app.signedUp(BOB, PASSWORD);
        for (String email : new String[] {ANN, BOB}) {
            visitor.post("/resetPassOtpRequest/" + email).expect(200);
        }
        for (String email : new String[] {ANN, BOB}) {
            visitor.post("/verify-ResetPassOtp/" + email, "otp", app.code(email))
                    .expect(200);
        }

        visitor.post("/update-password/" + ANN, "newPassword", CHANGED, "confirmPassword", CHANGED)
                .expect(200);
        app.visitor().post("/login", "email", ANN, "password", CHANGED).expect(200);
        app.visitor().post("/login", "email", BOB, "password", PASSWORD).expect(200);
    }

    @Test
    void aCodeInAnotherBrowserSaysWhatToDoAndDoingItWorks() {
        visitor.post("/signup", "email", ANN, "password", PASSWORD).expect(200);
        Visitor phone = app.visitor();

        Visitor.Reply page = phone.get("/verify-otp?email=ann%40example.com").expect(200);
        assertThat(page.body()).contains("Ask for a new code", "/signup?email=ann%40example.com", "Log in");
        Visitor.Reply refused =
                phone.post("/verify-otp/" + ANN, "otp", app.code(ANN)).expect(400);
        assertThat(refused.json().path("message").asText()).contains("in the browser that did", "ask for a new one");
        assertThat(phone.post("/resend-otp", "email", ANN).expect(410).error()).isEqualTo("NOT_ASKED_HERE");
        Visitor.Reply early =
                phone.post("/signup", "email", ANN, "password", PASSWORD).expect(429);
        assertThat(early.json().path("message").asText()).contains("in 60 seconds");

        app.clock.advance(Duration.ofSeconds(61));
        phone.post("/signup", "email", ANN, "password", PASSWORD).expect(200);
        phone.post("/verify-otp/" + ANN, "otp", app.code(ANN)).expect(200);
        phone.get("/me").expect(200);
    }

    @Test
    void aSignupFormThatIsSentTwiceIsOneSignup() {
        Visitor noScript = app.visitor();
        Matcher form = FORM.matcher(noScript.get("/signup").body());
        assertThat(form.find()).isTrue();
        String fields = "email=ann%40example.com&password=" + PASSWORD.replace(' ', '+') + "&form=" + form.group(1);
        Visitor lost = noScript.twin();
        lost.form("/signup", fields).expect(303);

        Visitor.Reply second = noScript.form("/signup", fields).expect(303);
        assertThat(second.header("location")).startsWith("/verify-otp?email=ann%40example.com");
        noScript.form("/verify-otp/ann%40example.com", "otp=" + app.code(ANN)).expect(303);
        noScript.get("/me").expect(200);
    }

    @Test
    void nobodyTriesPasswordsWithTheFormOfAnother() {
        String fields = "email=ann%40example.com&password=" + PASSWORD.replace(' ', '+') + "&form=";
        visitor.form("/signup", fields + "mine").expect(303);

        assertThat(app.visitor().form("/signup", fields + "guessed").header("location"))
                .contains("error=TOO_MANY_REQUESTS");
        assertThat(app.visitor()
                        .form("/signup", fields.replace("horse", "house") + "mine")
                        .header("location"))
                .contains("error=TOO_MANY_REQUESTS");
    }

    @Test
    void aSecondSignupTooSoonLeadsToTheCodeOfTheFirst() {
        visitor.post("/signup", "email", ANN, "password", PASSWORD).expect(200);

        Visitor.Reply again =
                visitor.post("/signup", "email", ANN, "password", PASSWORD).expect(429);
        assertThat(again.error()).isEqualTo("CODE_ON_ITS_WAY");
        assertThat(again.header("retry-after")).isEqualTo("60");
        assertThat(visitor.get(again.json().path("next").asText()).expect(200).body())
                .contains("We have sent you a code already", "action=\"/verify-otp/ann%40example.com\"");
        visitor.post("/verify-otp/" + ANN, "otp", app.code(ANN)).expect(200);
    }

    @Test
    void aCodeThatIsSentTwiceIsAlreadyDone() {
        visitor.post("/signup", "email", ANN, "password", PASSWORD).expect(200);
        String code = app.code(ANN);
        Visitor lost = visitor.twin();
        visitor.form("/verify-otp/ann%40example.com", "otp=" + code).expect(303);

        assertThat(visitor.form("/verify-otp/ann%40example.com", "otp=" + code).header("location"))
                .as("in the browser that is signed in by now")
                .isEqualTo("/?notice=ALREADY_DONE");
        Visitor.Reply second = lost.form("/verify-otp/ann%40example.com", "otp=" + code);
        assertThat(second.expect(303).header("location"))
                .isEqualTo("/login?email=ann%40example.com&error=ALREADY_DONE");
        assertThat(lost.get(second.header("location")).body()).contains("That is done already. Log in to go on.");
        lost.get("/me").expect(401);
        lost.post("/login", "email", ANN, "password", PASSWORD).expect(200);
    }

    @Test
    void aNewPasswordThatIsSentTwiceIsAlreadyDone() {
        app.signedUp(ANN, PASSWORD);
        visitor.post("/resetPassOtpRequest/" + ANN).expect(200);
        visitor.post("/verify-ResetPassOtp/" + ANN, "otp", app.code(ANN)).expect(200);
        Visitor lost = visitor.twin();
        String fields = "newPassword=another+horse+battery&confirmPassword=another+horse+battery";
        visitor.form("/update-password/ann%40example.com", fields).expect(303);

        assertThat(visitor.form("/update-password/ann%40example.com", fields).header("location"))
                .isEqualTo("/?notice=ALREADY_DONE");
        assertThat(lost.post("/update-password/" + ANN, "newPassword", CHANGED, "confirmPassword", CHANGED)
                        .expect(409)
                        .error())
                .isEqualTo("ALREADY_DONE");
        lost.get("/me").expect(401);
    }

    @Test
    void whoIsSignedInIsNotAskedToLogInAndWhoLeavesIsTold() {
        Visitor ann = app.signedUp(ANN, PASSWORD);
        for (String page : new String[] {"/login", "/signup", "/verify-otp?email=ann%40example.com"}) {
            assertThat(ann.get(page).expect(303).header("location")).isEqualTo("/");
        }
        String next = ann.form("/logout", "").expect(303).header("location");
        assertThat(ann.get(next).expect(200).body()).contains("You are logged out.");
    }

    @Test
    void theAddressIsCarriedAlong() {
        String typed = "?email=ann%40example.com";
        assertThat(visitor.get("/login" + typed).body())
                .contains("/signup" + typed, "/forgot-password" + typed, "autofocus id=\"password\"");
        assertThat(visitor.get("/signup" + typed).body()).contains("/login" + typed);
        assertThat(visitor.get("/login").body()).contains("autofocus id=\"email\"");
    }
}
