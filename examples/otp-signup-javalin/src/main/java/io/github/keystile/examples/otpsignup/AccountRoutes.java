package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.DeleteUser;
import io.github.keystile.auth.EndOtherSessions;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.user.User;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.Supplier;

/** What somebody who is signed in does to their own account. */
final class AccountRoutes {
    private final AuthService auth;
    private final Browser browser;

    AccountRoutes(AuthService auth, Browser browser) {
        this.auth = auth;
        this.browser = browser;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/change-password", Answer.formOn("/change-password", this::changePassword));
        routes.post("/sessions/end-others", Answer.formOn("/", this::endOthers));
        routes.post("/delete-account", Answer.formOn("/delete-account", this::delete));
    }

    private void changePassword(Context ctx) {
        Body body = Body.of(ctx);
        ChangePassword request = new ChangePassword(
                browser.accessToken(ctx), body.text("currentPassword"), body.text("newPassword"), Callers.of(ctx));
        browser.signIn(ctx, withPassword(() -> auth.account().changePassword(request)));
        Answer.done(ctx, "Your password is changed.", "/?notice=PASSWORD_CHANGED");
    }

    private void endOthers(Context ctx) {
        auth.account().endOtherSessions(new EndOtherSessions(browser.accessToken(ctx), Callers.of(ctx)));
        Answer.done(ctx, "You are logged out everywhere else.", "/?notice=OTHERS_ENDED");
    }

    /** A browser that was left open must not be enough for this: it asks for the password, with every limit of a login. */
    private void delete(Context ctx) {
        Caller caller = Callers.of(ctx);
        User user = auth.verifySession(new VerifySession(browser.accessToken(ctx), caller))
                .user();
        String password = Body.of(ctx).text("currentPassword");
        SignedIn proven = withPassword(() -> auth.login(new Login(user.email().address(), password, caller)));
        auth.users().delete(new DeleteUser(proven.user().id(), caller));
        browser.signOut(ctx);
        Answer.done(ctx, "Your account is deleted.", "/?notice=ACCOUNT_DELETED");
    }

    /** Who is signed in has one password to get wrong, and no address. */
    private static SignedIn withPassword(Supplier<SignedIn> verb) {
        try {
            return verb.get();
        } catch (AuthException refused) {
            throw refused.code() == AuthError.INVALID_CREDENTIALS
                    ? Refusal.at("currentPassword", 401, "WRONG_PASSWORD", Problems.WRONG_PASSWORD)
                    : refused;
        }
    }
}
