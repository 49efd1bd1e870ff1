package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.token.AccessClaims;
import java.security.Principal;

/**
 * Who is signed in, as {@code request.getUserPrincipal()}.
 *
 * @param claims what the access token says
 * @param accessToken for the verbs that ask for one
 */
record Visitor(AccessClaims claims, String accessToken) implements Principal {
    /** The user's id, because addresses change. */
    @Override
    public String getName() {
        return claims.userId();
    }

    @Override
    public String toString() {
        return "Visitor[" + getName() + "]";
    }
}
