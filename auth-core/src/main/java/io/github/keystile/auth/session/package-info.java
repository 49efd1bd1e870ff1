/** Sessions: one row per login, and the store that rotates them. */
@NullMarked
package io.github.keystile.auth.session;

import org.jspecify.annotations.NullMarked;
