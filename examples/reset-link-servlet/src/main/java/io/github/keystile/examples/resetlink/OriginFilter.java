package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.web.OriginCheck;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Refuses what other web sites make a visitor's browser send. */
final class OriginFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient OriginCheck origins;

    OriginFilter(OriginCheck origins) {
        this.origins = origins;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!origins.allows(request.getMethod(), request.getHeader("Origin"), request.getHeader("Sec-Fetch-Site"))) {
            throw new Refusal(403, "This request came from another web site.");
        }
        chain.doFilter(request, response);
    }
}
