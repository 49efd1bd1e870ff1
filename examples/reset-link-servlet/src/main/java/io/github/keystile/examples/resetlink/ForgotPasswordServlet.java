package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.StartPasswordReset;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code POST /api/users/forgotPassword}: the same answer whether there is an account or not. */
final class ForgotPasswordServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    private final transient AuthService auth;

    ForgotPasswordServlet(AuthService auth) {
        super("POST");
        this.auth = auth;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String email = Body.of(request).text("email");
        auth.startPasswordReset(new StartPasswordReset(email, ResetBy.LINK, Callers.of(request)));
        Answer.message(response, 200, "If there is an account for this address, a link is on its way to it.");
    }
}
