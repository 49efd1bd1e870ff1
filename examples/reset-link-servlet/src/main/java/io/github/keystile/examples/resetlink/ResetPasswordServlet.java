package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.LinkProof;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/** {@code PATCH /api/users/resetPassword/:token}. */
final class ResetPasswordServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    private final transient AuthService auth;

    ResetPasswordServlet(AuthService auth) {
        super("PATCH");
        this.auth = auth;
    }

    @Override
    protected void doPatch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = Objects.requireNonNullElse(request.getPathInfo(), "/").substring(1);
        String password = Body.of(request).text("password");
        auth.finishPasswordReset(new FinishPasswordReset(new LinkProof(token), password, Callers.of(request)));
        Answer.message(response, 200, "Your password is changed. Log in with it.");
    }
}
