/** Password rules and hashing. */
@NullMarked
package io.github.keystile.auth.password;

import org.jspecify.annotations.NullMarked;
