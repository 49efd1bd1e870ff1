/** A runnable application on Quarkus: the accounts of a web shop, with resets by a 4-digit code. */
@NullMarked
package io.github.keystile.examples.storefront;

import org.jspecify.annotations.NullMarked;
