package io.github.keystile.examples.storefront;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks what only somebody who is signed in may ask for; {@link BearerFilter} sees to it. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@interface SignedInOnly {}
