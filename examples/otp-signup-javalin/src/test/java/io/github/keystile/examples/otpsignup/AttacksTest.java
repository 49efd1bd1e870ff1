package io.github.keystile.examples.otpsignup;

import static io.github.keystile.examples.otpsignup.HttpRoutesTest.ANN;
import static io.github.keystile.examples.otpsignup.HttpRoutesTest.PASSWORD;
import static io.github.keystile.examples.otpsignup.HttpRoutesTest.other;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the seed's routes invite strangers to. */
class AttacksTest {
    private static final String NEW = "stolen horse battery";

    private final TestApp app = new TestApp();
    private final Visitor stranger = app.visitor();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void anAddressIsNoProofForANewPassword() {
        Visitor ann = app.signedUp(ANN, PASSWORD);
        assertThat(stranger.post("/update-password/" + ANN, "newPassword", NEW, "confirmPassword", NEW)
                        .expect(400)
                        .error())
                .isEqualTo("INVALID_TICKET");
        stranger.post("/resetPassOtpRequest/" + ANN).expect(200);
        stranger.post("/update-password/" + ANN, "newPassword", NEW, "confirmPassword", NEW)
                .expect(400);
        ann.get("/me").expect(200);
        app.visitor().post("/login", "email", ANN, "password", PASSWORD).expect(200);
    }

    @Test
    void aTicketIsGoodForItsOwnAccountOnly() {
        Visitor ann = app.signedUp(ANN, PASSWORD);
        app.signedUp("eve@example.com", PASSWORD);
        stranger.post("/resetPassOtpRequest/eve@example.com").expect(200);
        stranger.post("/verify-ResetPassOtp/eve@example.com", "otp", app.code("eve@example.com"))
                .expect(200);
        stranger.post("/update-password/" + ANN, "newPassword", NEW, "confirmPassword", NEW)
                .expect(400);
        stranger.post("/update-password/eve@example.com", "newPassword", NEW, "confirmPassword", NEW)
                .expect(200);
        assertThat(stranger.get("/me").json().path("email").asText()).isEqualTo("eve@example.com");
        ann.get("/me").expect(200);
        app.visitor().post("/login", "email", ANN, "password", PASSWORD).expect(200);
    }

    @Test
    void aCodeIsWorthNothingInAnotherBrowser() {
        Visitor ann = app.visitor();
        ann.post("/signup", "email", ANN, "password", PASSWORD).expect(200);
        String code = app.code(ANN);
        stranger.post("/verify-otp/" + ANN, "otp", code).expect(400);
        stranger.post("/signup", "email", "eve@example.com", "password", NEW).expect(200);
        String own = app.code("eve@example.com");
        if (!own.equals(code)) {
            stranger.post("/verify-otp/" + ANN, "otp", code).expect(400);
        }
        stranger.post("/verify-otp/eve@example.com", "otp", own).expect(200);
        assertThat(stranger.get("/me").json().path("email").asText()).isEqualTo("eve@example.com");
    }

    @Test
    void guessesAreCounted() {
        stranger.post("/signup", "email", ANN, "password", NEW).expect(200);
        String code = app.code(ANN);
        for (int guess = 0; guess < 5; guess++) {
            stranger.post("/verify-otp/" + ANN, "otp", other(code)).expect(400);
        }
        stranger.post("/verify-otp/" + ANN, "otp", code).expect(400);
    }

    @Test
    void strangersLearnNothingAboutAccounts() throws Exception {
        app.signedUp(ANN, PASSWORD);
        app.clock.advance(Duration.ofMinutes(2));
        String unknown = "bob@example.com";
        for (String route : new String[] {"/signup", "/login"}) {
            String known = face(app.visitor().post(route, "email", ANN, "password", NEW), ANN);
            String strange = face(app.visitor().post(route, "email", unknown, "password", NEW), unknown);
            assertThat(known).isEqualTo(strange);
        }
        Visitor one = app.visitor();
        Visitor two = app.visitor();
        String nobody = "cid@example.com";
        assertThat(face(one.post("/resetPassOtpRequest/" + ANN), ANN))
                .isEqualTo(face(two.post("/resetPassOtpRequest/" + nobody), nobody));
        assertThat(one.post("/verify-ResetPassOtp/" + ANN, "otp", "not it").face())
                .isEqualTo(two.post("/verify-ResetPassOtp/" + nobody, "otp", "not it")
                        .face());
        assertThat(one.post("/resend-otp", "email", ANN).face())
                .isEqualTo(two.post("/resend-otp", "email", nobody).face());
        app.clock.advance(Duration.ofMinutes(2));
        assertThat(one.post("/resend-otp", "email", ANN).face())
                .isEqualTo(two.post("/resend-otp", "email", nobody).face());
        assertThat(app.mailsTo(nobody)).isEmpty();
    }

    private static String face(Visitor.Reply reply, String email) {
        return reply.face().replace(email.replace("@", "%40"), "ADDRESS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/signup",
                "/login",
                "/logout",
                "/verify-otp/a@example.com",
                "/resend-otp",
                "/resetPassOtpRequest/a@example.com",
                "/forgot-password",
                "/verify-ResetPassOtp/a@example.com",
                "/update-password/a@example.com",
                "/sessions/x/end",
                "/sessions/end-others",
                "/change-password",
                "/delete-account"
            })
    void otherSitesCannotPost(String route) throws Exception {
        Visitor ann = app.signedUp(ANN, PASSWORD);
        String before = app.stored();
        for (Map.Entry<String, String> sign : Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site")
                .entrySet()) {
            Visitor browser = ann.twin();
            browser.headers.put(sign.getKey(), sign.getValue());
            assertThat(browser.post(route, "email", ANN, "password", PASSWORD)
                            .expect(403)
                            .error())
                    .isEqualTo("FOREIGN_ORIGIN");
        }
        ann.get("/me").expect(200);
        assertThat(app.stored()).isEqualTo(before);
    }

    @Test
    void ownPagesCanPost() {
        stranger.headers.put("Origin", app.url());
        stranger.post("/signup", "email", ANN, "password", PASSWORD).expect(200);
    }
}
