package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.web.OriginCheck;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** First of all: refuses what other sites send and what is too large, and has {@link Errors} answer for every filter. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class GuardFilter extends OncePerRequestFilter {
    private final Settings settings;
    private final HandlerExceptionResolver errors;

    GuardFilter(Settings settings, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
        this.settings = settings;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            requireOwnOrigin(request);
            chain.doFilter(new BoundedRequest(request), response);
        } catch (Exception e) {
            errors.resolveException(request, response, null, e);
        }
    }

    /** Other sites' pages must not finish with a visitor's challenge cookie what they have begun. */
    private void requireOwnOrigin(HttpServletRequest request) {
        // The port is known only once the server listens; the Host header is the visitor's and proves nothing.
        OriginCheck check = settings.appUrl()
                .map(OriginCheck::allowing)
                .orElseGet(() -> OriginCheck.onLoopback(request.getLocalPort()));
        if (!check.allows(
                request.getMethod(), request.getHeader(HttpHeaders.ORIGIN), request.getHeader("Sec-Fetch-Site"))) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "This request came from another web site");
        }
    }
}
