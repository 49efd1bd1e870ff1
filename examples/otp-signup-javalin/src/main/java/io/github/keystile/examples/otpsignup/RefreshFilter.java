package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.web.CookieKind;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Signs a visitor on whose access token has run out, before the request is looked at. */
final class RefreshFilter implements Handler {
    private final AuthService auth;
    private final Browser browser;

    RefreshFilter(AuthService auth, Browser browser) {
        this.auth = auth;
        this.browser = browser;
    }

    @Override
    public void handle(Context ctx) {
        String refreshToken = browser.read(ctx, CookieKind.REFRESH);
        if (refreshToken.isEmpty() || ctx.path().startsWith("/assets/") || hasGoodAccess(ctx)) {
            return;
        }
        try {
            browser.signIn(ctx, auth.refresh(new Refresh(refreshToken, Callers.of(ctx))));
        } catch (AuthException e) {
            if (e.code() != AuthError.INVALID_TOKEN && e.code() != AuthError.TOKEN_EXPIRED) {
                throw e;
            }
            browser.signOut(ctx);
        }
    }

    private boolean hasGoodAccess(Context ctx) {
        try {
            auth.verifyAccessToken(browser.accessToken(ctx));
            return true;
        } catch (AuthException e) {
            return false;
        }
    }
}
