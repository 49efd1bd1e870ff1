/** The root secret and the keys derived from it. */
@NullMarked
package io.github.keystile.auth.key;

import org.jspecify.annotations.NullMarked;
