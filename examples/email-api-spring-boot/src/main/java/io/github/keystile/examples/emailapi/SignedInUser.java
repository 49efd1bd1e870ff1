package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.user.User;
import java.security.Principal;

/** The request's principal. */
record SignedInUser(User user) implements Principal {
    @Override
    public String getName() {
        return user.id();
    }
}
