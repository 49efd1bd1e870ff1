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
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.web.CookieKind;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A forgotten password: a mailed code buys a ticket, the ticket buys a new password. */
final class ResetRoutes {
    private final AuthService auth;
    private final Browser browser;
    private final AlreadyDone already;
    private final Clock clock;

    ResetRoutes(AuthService auth, Browser browser, AlreadyDone already, Clock clock) {
        this.auth = auth;
        this.browser = browser;
        this.already = already;
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
        ChallengeStarted started = start(ctx, email);
        browser.keepChallenge(ctx, CookieKind.RESET_CHALLENGE, email, started);
        Answer.done(
                ctx,
                "If there is an account with this address, we sent a code to it.",
                Answer.withQuery("/verify-reset-otp", email),
                SignupRoutes.resendIn(clock, started));
    }

    private ChallengeStarted start(Context ctx, String email) {
        try {
            return auth.startPasswordReset(new StartPasswordReset(email, ResetBy.CODE, Callers.of(ctx)));
        } catch (AuthException refused) {
            boolean waits = browser.find(ctx, CookieKind.RESET_CHALLENGE, email).isPresent();
            throw waits && refused.code() == AuthError.TOO_MANY_REQUESTS
                    ? Refusal.onItsWay(Answer.withQuery("/verify-reset-otp", email), refused)
                    : refused;
        }
    }

    private void verifyOtp(Context ctx) {
        String email = ctx.pathParam("email");
        Answer.typed(ctx, email);
        String code = Body.of(ctx).text("otp");
        String challengeId = browser.find(ctx, CookieKind.RESET_CHALLENGE, email)
                .orElseThrow(() -> Refusal.of(400, "NOT_ASKED_HERE", Problems.NOT_ASKED_HERE));
        ChallengeCode proof = new ChallengeCode(challengeId, code);
        browser.keepTicket(ctx, email, auth.checkPasswordResetCode(new CheckPasswordResetCode(proof, Callers.of(ctx))));
        Answer.done(
                ctx,
                "The code is right. Choose a new password.",
                Answer.withQuery("/update-password", email),
                Map.of("resetOtpIsValid", true));
    }

    /** The address in the path only says which of the tickets in this browser's cookie is meant. */
    private void updatePassword(Context ctx) {
        String email = ctx.pathParam("email");
        Answer.typed(ctx, email);
        Body body = Body.of(ctx);
        String password = body.text("newPassword");
        if (!password.equals(body.text("confirmPassword"))) {
            throw Refusal.at("confirmPassword", 422, "PASSWORDS_DIFFER", Problems.PASSWORDS_DIFFER);
        }
        Optional<String> ticket = browser.find(ctx, CookieKind.TICKET, email);
        if (ticket.isEmpty()) {
            already.orElse(ctx, email, () -> AuthException.of(AuthError.INVALID_TICKET));
            return;
        }
        already.once(email, ticket.get(), () -> finish(ctx, email, ticket.get(), password));
        Answer.done(ctx, "Your password is changed.", "/");
    }

    private void finish(Context ctx, String email, String ticket, String password) {
        PasswordReset reset =
                auth.finishPasswordReset(new FinishPasswordReset(new TicketProof(ticket), password, Callers.of(ctx)));
        browser.forget(ctx, CookieKind.TICKET, email);
        browser.forget(ctx, CookieKind.RESET_CHALLENGE, email);
        browser.signIn(ctx, Objects.requireNonNull(reset.signedIn()));
    }
}
