package io.github.keystile.examples.storefront;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.user.User;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the user of the bearer token into the {@link SecurityContext}. Strict: asks the store whether that user still exists, on the
 * worker thread that the resource runs on.
 */
@Provider
@SignedInOnly
@Priority(Priorities.AUTHENTICATION)
public final class BearerFilter implements ContainerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("(?i)Bearer +([!-~]+)");

    private final AuthService auth;
    private final Visitor visitor;

    BearerFilter(AuthService auth, Visitor visitor) {
        this.auth = auth;
        this.visitor = visitor;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String token = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .orElse("");
        User user =
                auth.verifySession(new VerifySession(token, visitor.caller())).user();
        request.setSecurityContext(
                new SignedInUser(user, request.getSecurityContext().isSecure()));
    }
}
