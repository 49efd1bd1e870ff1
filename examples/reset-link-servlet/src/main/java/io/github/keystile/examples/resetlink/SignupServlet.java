package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.user.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** {@code POST /api/users/signup}: an account whose address nobody has proven before its first reset. */
final class SignupServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    private final transient AuthService auth;

    SignupServlet(AuthService auth) {
        super("POST");
        this.auth = auth;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Body body = Body.of(request);
        User user = auth.registerUnverified(new RegisterUnverified(
                body.text("email"), body.text("password"), SignupProfile.none(), Callers.of(request)));
        Answer.write(response, 201, Map.of("message", "Your account is ready. Log in.", "user", Answer.user(user)));
    }
}
