package io.github.keystile.examples.storefront;

import io.github.keystile.examples.storefront.Bodies.Account;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** Who is signed in. */
@Path("/me")
public final class MeResource {
    @GET
    @SignedInOnly
    public Account me(@Context SecurityContext security) {
        return Account.of(((SignedInUser) security.getUserPrincipal()).user());
    }
}
