package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes the user of an {@code Authorization: Bearer …} header the request's principal, which controllers take as a
 * parameter. An application that has Spring Security puts the same user into its SecurityContext here instead.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class BearerFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final AuthService auth;

    BearerFilter(AuthService auth) {
        this.auth = auth;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            chain.doFilter(request, response);
            return;
        }
        SignedInUser user = user(header.substring(SCHEME.length()).strip(), CallerResolver.of(request))
                .orElse(null);
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public @Nullable Principal getUserPrincipal() {
                        return user;
                    }
                },
                response);
    }

    /** A token that is good no more makes a stranger, who may still log in. */
    private Optional<SignedInUser> user(String token, Caller caller) {
        try {
            // Two reads. Where a logout may be noticed an hour late, verifyAccessToken() does without them.
            return Optional.of(new SignedInUser(
                    auth.verifySession(new VerifySession(token, caller)).user()));
        } catch (AuthException refused) {
            if (refused.code() != AuthError.INVALID_TOKEN && refused.code() != AuthError.TOKEN_EXPIRED) {
                throw refused;
            }
            return Optional.empty();
        }
    }
}
