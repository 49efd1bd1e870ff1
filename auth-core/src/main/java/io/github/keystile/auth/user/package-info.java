/** Users, the names they are found by, and the store that keeps them. */
@NullMarked
package io.github.keystile.auth.user;

import org.jspecify.annotations.NullMarked;
