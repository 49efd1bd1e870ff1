package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.PasswordReset;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.web.CookieKind;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/** A forgotten password: a mailed code buys a ticket, the ticket buys a new password. */
final class ResetRoutes {
    private final AuthService auth;
    private final Browser browser;
    private final Clock clock;

    ResetRoutes(AuthService auth, Browser browser, Clock clock) {
        this.auth = auth;
        this.browser = browser;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/resetPassOtpRequest/{email}", ctx -> request(ctx, ctx.pathParam("email")));
        // A form without script cannot put what was typed into its path.
        routes.post(
                "/forgot-password",
                Answer.formOn(
                        "/forgot-password", ctx -> request(ctx, Body.of(ctx).text("email"))));
        routes.post("/verify-ResetPassOtp/{email}", Answer.formOn("/verify-reset-otp", this::verifyOtp));
        routes.post("/update-password/{email}", Answer.formOn("/update-password", this::updatePassword));
    }

    private void request(Context ctx, String email) {
        Answer.typed(ctx, email);
        ChallengeStarted started =
                auth.startPasswordReset(new StartPasswordReset(email, ResetBy.CODE, Callers.of(ctx)));
        browser.keepChallenge(ctx, CookieKind.RESET_CHALLENGE, started);
        Answer.done(
                ctx,
                "If there is an account with this address, we sent a code to it.",
                Answer.withQuery("/verify-reset-otp", email),
                SignupRoutes.resendIn(clock, started));
    }

    private void verifyOtp(Context ctx) {
        String email = ctx.pathParam("email");
        Answer.typed(ctx, email);
        String code = Codes.clean(Body.of(ctx).text("otp"));
        ChallengeCode proof = new ChallengeCode(browser.read(ctx, CookieKind.RESET_CHALLENGE), code);
        browser.keepTicket(ctx, auth.checkPasswordResetCode(new CheckPasswordResetCode(proof, Callers.of(ctx))));
        Answer.done(
                ctx,
                "The code is right. Choose a new password.",
                Answer.withQuery("/update-password", email),
                Map.of("resetOtpIsValid", true));
    }

    /** The ticket in the cookie says whose password it is; the address in the path proves nothing. */
    private void updatePassword(Context ctx) {
        Answer.typed(ctx, ctx.pathParam("email"));
        Body body = Body.of(ctx);
        String password = body.text("newPassword");
        if (!password.equals(body.text("confirmPassword"))) {
            throw Refusal.at("confirmPassword", 422, "PASSWORDS_DIFFER", Problems.PASSWORDS_DIFFER);
        }
        TicketProof proof = new TicketProof(browser.read(ctx, CookieKind.TICKET));
        PasswordReset reset = auth.finishPasswordReset(new FinishPasswordReset(proof, password, Callers.of(ctx)));
        browser.forget(ctx, CookieKind.TICKET);
        browser.forget(ctx, CookieKind.RESET_CHALLENGE);
        browser.signIn(ctx, Objects.requireNonNull(reset.signedIn()));
        Answer.done(ctx, "Your password is changed.", "/");
    }
}
