package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/** {@code GET /reset-password?token=…}: shows the form, or that the link is no good. Consumes nothing. */
final class ResetPageServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;
    private static final String HTML = "text/html; charset=utf-8";

    private final transient AuthService auth;
    private final String form = FileServlet.load("reset-password.html");
    private final String badLink = FileServlet.load("bad-link.html");

    ResetPageServlet(AuthService auth) {
        super("GET");
        this.auth = auth;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            auth.checkPasswordResetLink(new CheckPasswordResetLink(token(request), Callers.of(request)));
            Answer.write(response, 200, HTML, form);
        } catch (AuthException e) {
            if (e.code() != AuthError.INVALID_LINK) {
                throw e;
            }
            Answer.write(response, e.code().httpStatus(), HTML, badLink);
        }
    }

    private static String token(HttpServletRequest request) {
        try {
            return Objects.requireNonNullElse(request.getParameter("token"), "");
        } catch (IllegalStateException | IllegalArgumentException e) {
            // The query is not UTF-8; Jetty throws the second, the specification says the first.
            return "";
        }
    }
}
