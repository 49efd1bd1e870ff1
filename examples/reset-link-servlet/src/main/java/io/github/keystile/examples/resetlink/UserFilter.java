package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.web.CookieSession;
import io.github.keystile.auth.web.CookieSessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;

/** Puts the visitor into the request: an API client by its bearer token, a browser by its cookies. */
final class UserFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient AuthService auth;
    private final transient CookieSessions sessions;

    UserFilter(AuthService auth, CookieSessions sessions) {
        this.auth = auth;
        this.sessions = sessions;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> bearer = Bearer.token(request);
        Optional<Visitor> visitor = bearer.isPresent()
                ? bearer.map(token -> new Visitor(auth.verifyAccessToken(token), token))
                : byCookies(request, response);
        chain.doFilter(visitor.isPresent() ? new SignedInRequest(request, visitor.get()) : request, response);
    }

    private Optional<Visitor> byCookies(HttpServletRequest request, HttpServletResponse response) {
        // HTTP/2 proxies may split the header; a cookie in both halves must count as there twice.
        String header = String.join("; ", Collections.list(request.getHeaders("Cookie")));
        CookieSession session = sessions.resume(header, Callers.of(request));
        session.setCookies().forEach(cookie -> response.addHeader("Set-Cookie", cookie));
        return session.claims().map(claims -> new Visitor(claims, session.accessToken()));
    }
}
