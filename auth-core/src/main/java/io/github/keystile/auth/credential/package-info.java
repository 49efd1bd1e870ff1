/** What else an account can be proven with, and the store that keeps it. */
@NullMarked
package io.github.keystile.auth.credential;

import org.jspecify.annotations.NullMarked;
