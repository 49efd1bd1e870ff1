/** The deep parts that flows are made of. Public for the sake of Java only: not an API, changes without notice. */
@NullMarked
package io.github.keystile.auth.internal.kernel;

import org.jspecify.annotations.NullMarked;
