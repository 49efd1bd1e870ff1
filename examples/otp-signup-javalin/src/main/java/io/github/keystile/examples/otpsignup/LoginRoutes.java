package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Login;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Login and logout. */
final class LoginRoutes {
    private final AuthService auth;
    private final Browser browser;

    LoginRoutes(AuthService auth, Browser browser) {
        this.auth = auth;
        this.browser = browser;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/login", Answer.formOn("/login", this::login));
        routes.post("/logout", Answer.formOn("/login", this::logout));
    }

    private void login(Context ctx) {
        Body body = Body.of(ctx);
        String email = body.text("email");
        Answer.typed(ctx, email);
        browser.signIn(ctx, auth.login(new Login(email, body.text("password"), Callers.of(ctx))));
        Answer.done(ctx, "You are logged in.", "/");
    }

    private void logout(Context ctx) {
        browser.signOut(ctx);
        Answer.done(ctx, "You are logged out.", "/login");
    }
}
