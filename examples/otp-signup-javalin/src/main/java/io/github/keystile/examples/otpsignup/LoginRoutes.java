package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Stay;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Login and logout. */
final class LoginRoutes {
    private static final String NOT_ENDED = "This browser has forgotten you, but the service is not available and your"
            + " session may live on. Log in again in a moment and end it under \"Your sessions\".";
    private static final Logger log = LoggerFactory.getLogger(LoginRoutes.class);

    private final AuthService auth;
    private final Browser browser;

    LoginRoutes(AuthService auth, Browser browser) {
        this.auth = auth;
        this.browser = browser;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/login", Answer.formOn("/login", this::login));
        routes.post("/logout", this::logout);
    }

    private void login(Context ctx) {
        Body body = Body.of(ctx);
        String email = body.text("email");
        Answer.typed(ctx, email);
        Stay stay = body.optional("untilClosed").isPresent() ? Stay.UNTIL_CLOSED : Stay.REMEMBERED;
        browser.signIn(ctx, auth.login(new Login(email, body.text("password"), stay, Callers.of(ctx))));
        Answer.done(ctx, "You are logged in.", "/");
    }

    private void logout(Context ctx) {
        browser.signOut(ctx).failure().ifPresent(broken -> {
            log.error("A session could not be ended: {}", broken.getMessage());
            throw Refusal.of(503, "SESSION_NOT_ENDED", NOT_ENDED);
        });
        Answer.done(ctx, "You are logged out.", "/login?notice=LOGGED_OUT");
    }
}
