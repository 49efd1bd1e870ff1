package io.github.keystile.examples.storefront;

import io.github.keystile.auth.user.User;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The user of a request, as Jakarta REST hands it to resources. */
record SignedInUser(User user, boolean secure) implements SecurityContext, Principal {
    @Override
    public SignedInUser getUserPrincipal() {
        return this;
    }

    @Override
    public String getName() {
        return user.id();
    }

    @Override
    public boolean isUserInRole(String role) {
        return user.roles().contains(role);
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
