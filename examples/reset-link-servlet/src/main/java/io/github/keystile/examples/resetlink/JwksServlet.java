package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.token.TokenKeys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The public keys, for services that check access tokens. */
final class JwksServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    private final String document;

    JwksServlet(TokenKeys keys) {
        super("GET");
        this.document = keys.jwks();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer.write(response, 200, "application/jwk-set+json", document);
    }
}
