/** Assembly and the class behind AuthService. Public for the sake of Java only: not an API, changes without notice. */
@NullMarked
package io.github.keystile.auth.internal;

import org.jspecify.annotations.NullMarked;
