/** One capability: its flows and what only they need. Public for the sake of Java only: not an API, changes without notice. */
@NullMarked
package io.github.keystile.auth.internal.invite;

import org.jspecify.annotations.NullMarked;
