package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.web.AuthCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * {@code POST /api/users/login}. Browsers are kept signed in by HttpOnly cookies. API clients keep none, and other
 * services ask for a bearer token: they take the access token out of the body. The refresh token is never in it.
 */
final class LoginServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    private final transient AuthService auth;
    private final transient AuthCookies cookies;

    LoginServlet(AuthService auth, AuthCookies cookies) {
        super("POST");
        this.auth = auth;
        this.cookies = cookies;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Body body = Body.of(request);
        SignedIn signedIn = auth.login(new Login(body.text("email"), body.text("password"), Callers.of(request)));
        cookies.signIn(signedIn.tokens()).forEach(cookie -> response.addHeader("Set-Cookie", cookie));
        Answer.write(
                response, 200, Map.of("token", signedIn.tokens().accessToken(), "user", Answer.user(signedIn.user())));
    }
}
