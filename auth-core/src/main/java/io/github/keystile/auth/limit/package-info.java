/** Rate limits: rules, charges and the store that takes them atomically. */
@NullMarked
package io.github.keystile.auth.limit;

import org.jspecify.annotations.NullMarked;
