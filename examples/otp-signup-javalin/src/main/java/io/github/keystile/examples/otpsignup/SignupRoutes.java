package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.web.CookieKind;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Signup with a mailed code, and new codes for whoever waits for one. */
final class SignupRoutes {
    private final AuthService auth;
    private final Browser browser;
    private final AlreadyDone already;
    private final Clock clock;
    private final SentForms<ChallengeStarted> sent = new SentForms<>();
    private final SameForm sameForm = new SameForm();

    SignupRoutes(AuthService auth, Browser browser, AlreadyDone already, Clock clock) {
        this.auth = auth;
        this.browser = browser;
        this.already = already;
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
        ChallengeStarted started = start(ctx, body, email, body.text("password"));
        browser.keepChallenge(ctx, CookieKind.SIGNUP_CHALLENGE, email, started);
        Answer.done(
                ctx,
                "We sent a code to your e-mail address.",
                Answer.withQuery("/verify-otp", email),
                resendIn(clock, started));
    }

    /** A form whose first answer was lost, with the cookie in it, gets the same answer again. */
    private ChallengeStarted start(Context ctx, Body body, String email, String password) {
        StartSignup request = new StartSignup(email, password, SignupProfile.none(), Callers.of(ctx));
        try {
            return body.optional("form").isEmpty()
                    ? auth.startSignup(request)
                    : sent.send(
                            sameForm.key(body.text("form"), email, password),
                            () -> auth.startSignup(request),
                            earlier ->
                                    clock.instant().isBefore(earlier.resendAt()) ? earlier : auth.startSignup(request));
        } catch (AuthException refused) {
            boolean waits =
                    browser.find(ctx, CookieKind.SIGNUP_CHALLENGE, email).isPresent();
            throw waits && refused.code() == AuthError.TOO_MANY_REQUESTS
                    ? Refusal.onItsWay(Answer.withQuery("/verify-otp", email), refused)
                    : refused;
        }
    }

    /** The address in the path only says which of the challenges in this browser's cookie is meant. */
    private void verifyOtp(Context ctx) {
        String email = ctx.pathParam("email");
        Answer.typed(ctx, email);
        String code = Body.of(ctx).text("otp");
        Optional<String> challengeId = browser.find(ctx, CookieKind.SIGNUP_CHALLENGE, email);
        if (challengeId.isEmpty()) {
            already.orElse(ctx, email, () -> Refusal.of(400, "NOT_ASKED_HERE", Problems.NOT_ASKED_HERE));
            return;
        }
        already.once(email, challengeId.get(), () -> finish(ctx, email, challengeId.get(), code));
        Answer.done(ctx, "Your e-mail address is verified. Welcome!", "/");
    }

    private void finish(Context ctx, String email, String challengeId, String code) {
        ChallengeCode proof = new ChallengeCode(challengeId, code);
        SignedIn signedIn = auth.finishSignup(new FinishSignup(proof, SignupProfile.none(), Callers.of(ctx)))
                .signedIn();
        browser.forget(ctx, CookieKind.SIGNUP_CHALLENGE, email);
        if (signedIn != null) {
            browser.signIn(ctx, signedIn);
        }
    }

    /** For both kinds of code; the form says which page it is on. */
    private void resendOtp(Context ctx) throws Exception {
        Body body = Body.of(ctx);
        boolean reset = body.optional("flow").filter("reset"::equals).isPresent();
        CookieKind kind = reset ? CookieKind.RESET_CHALLENGE : CookieKind.SIGNUP_CHALLENGE;
        String email = body.text("email");
        Answer.typed(ctx, email);
        Answer.formOn(reset ? "/verify-reset-otp" : "/verify-otp", form -> resend(form, kind, email))
                .handle(ctx);
    }

    private void resend(Context ctx, CookieKind kind, String email) {
        String challengeId = browser.find(ctx, kind, email)
                .orElseThrow(() -> Refusal.of(410, "NOT_ASKED_HERE", Problems.NOT_ASKED_HERE));
        ChallengeStarted started = auth.resendCode(new ResendCode(challengeId, Callers.of(ctx)));
        browser.keepChallenge(ctx, kind, email, started);
        Answer.backOnPage(ctx, "A new code is on its way.", resendIn(clock, started));
    }

    static Map<String, Long> resendIn(Clock clock, ChallengeStarted started) {
        Duration left = Duration.between(clock.instant(), started.resendAt());
        return Map.of("resendInSeconds", Math.max(0, left.plusMillis(999).toSeconds()));
    }
}
