package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.AuthService;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Puts the visitor into the request: an API client by its bearer token, a browser by its cookies. */
final class UserFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient AuthService auth;
    private final transient Cookies cookies;

    UserFilter(AuthService auth, Cookies cookies) {
        this.auth = auth;
        this.cookies = cookies;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> bearer = Bearer.token(request);
        Optional<Visitor> visitor = bearer.isPresent()
                ? bearer.map(token -> new Visitor(auth.verifyAccessToken(token), token))
                : cookies.resume(request, response);
        chain.doFilter(visitor.isPresent() ? new SignedInRequest(request, visitor.get()) : request, response);
    }
}
