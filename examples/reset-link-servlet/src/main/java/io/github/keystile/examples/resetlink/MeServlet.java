package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /me}: who is signed in, asked of the database, so that an ended session ends here at once. */
final class MeServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    private final transient AuthService auth;

    MeServlet(AuthService auth) {
        super("GET");
        this.auth = auth;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!(request.getUserPrincipal() instanceof Visitor visitor)) {
            throw AuthException.of(AuthError.INVALID_TOKEN);
        }
        Answer.write(
                response,
                200,
                Answer.user(auth.verifySession(new VerifySession(visitor.accessToken(), Callers.of(request)))
                        .user()));
    }
}
