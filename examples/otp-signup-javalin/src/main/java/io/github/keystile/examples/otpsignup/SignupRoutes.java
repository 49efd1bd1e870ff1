package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.web.CookieKind;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Signup with a mailed code, and new codes for whoever waits for one. */
final class SignupRoutes {
    private final AuthService auth;
    private final Browser browser;
    private final Clock clock;

    SignupRoutes(AuthService auth, Browser browser, Clock clock) {
        this.auth = auth;
        this.browser = browser;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/signup", Answer.formOn("/signup", this::signup));
        routes.post("/verify-otp/{email}", Answer.formOn("/verify-otp", this::verifyOtp));
        routes.post("/resend-otp", this::resendOtp);
    }

    private void signup(Context ctx) {
        Body body = Body.of(ctx);
        String email = body.text("email");
        Answer.typed(ctx, email);
        ChallengeStarted started =
                auth.startSignup(new StartSignup(email, body.text("password"), SignupProfile.none(), Callers.of(ctx)));
        browser.keepChallenge(ctx, CookieKind.SIGNUP_CHALLENGE, started);
        Answer.done(
                ctx,
                "We sent a code to your e-mail address.",
                Answer.withQuery("/verify-otp", email),
                resendIn(clock, started));
    }

    /** The address in the path is for show: the challenge in the cookie says whose signup it is. */
    private void verifyOtp(Context ctx) {
        Answer.typed(ctx, ctx.pathParam("email"));
        String code = Codes.clean(Body.of(ctx).text("otp"));
        ChallengeCode proof = new ChallengeCode(browser.read(ctx, CookieKind.SIGNUP_CHALLENGE), code);
        SignedIn signedIn = auth.finishSignup(new FinishSignup(proof, SignupProfile.none(), Callers.of(ctx)))
                .signedIn();
        browser.forget(ctx, CookieKind.SIGNUP_CHALLENGE);
        if (signedIn != null) {
            browser.signIn(ctx, signedIn);
        }
        Answer.done(ctx, "Your e-mail address is verified. Welcome!", "/");
    }

    /** For both kinds of code; the form says which page it is on. */
    private void resendOtp(Context ctx) throws Exception {
        Body body = Body.of(ctx);
        boolean reset = body.optional("flow").filter("reset"::equals).isPresent();
        CookieKind kind = reset ? CookieKind.RESET_CHALLENGE : CookieKind.SIGNUP_CHALLENGE;
        body.optional("email").ifPresent(email -> Answer.typed(ctx, email));
        Answer.formOn(reset ? "/verify-reset-otp" : "/verify-otp", form -> resend(form, kind))
                .handle(ctx);
    }

    private void resend(Context ctx, CookieKind kind) {
        String challengeId = browser.read(ctx, kind);
        ChallengeStarted started = auth.resendCode(new ResendCode(challengeId, Callers.of(ctx)));
        browser.keepChallenge(ctx, kind, started);
        Answer.backOnPage(ctx, "A new code is on its way.", resendIn(clock, started));
    }

    static Map<String, Long> resendIn(Clock clock, ChallengeStarted started) {
        Duration left = Duration.between(clock.instant(), started.resendAt());
        return Map.of("resendInSeconds", Math.max(0, left.plusMillis(999).toSeconds()));
    }
}
