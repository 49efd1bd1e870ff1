/** A runnable application on Jakarta Servlet: reset by mailed link, and tokens that other services check by JWKS. */
@NullMarked
package io.github.keystile.examples.resetlink;

import org.jspecify.annotations.NullMarked;
