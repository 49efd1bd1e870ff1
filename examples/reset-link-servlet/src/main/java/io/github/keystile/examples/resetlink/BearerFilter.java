package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets requests with a good access token through, and puts its user into them. */
final class BearerFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient PublishedKeys keys;

    BearerFilter(PublishedKeys keys) {
        this.keys = keys;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String token = Bearer.token(request).orElseThrow(() -> AuthException.of(AuthError.INVALID_TOKEN));
        chain.doFilter(new SignedInRequest(request, new Visitor(keys.verify(token), token)), response);
    }
}
