package io.github.keystile.examples.resetlink;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** A request that knows who sent it, where servlets look for that. */
final class SignedInRequest extends HttpServletRequestWrapper {
    private final Visitor visitor;

    SignedInRequest(HttpServletRequest request, Visitor visitor) {
        super(request);
        this.visitor = visitor;
    }

    @Override
    public Principal getUserPrincipal() {
        return visitor;
    }

    @Override
    public String getRemoteUser() {
        return visitor.getName();
    }

    @Override
    public boolean isUserInRole(String role) {
        return visitor.claims().roles().contains(role);
    }
}
