/** What contracts and attacks share. Public for Java's sake: it changes without notice. */
@NullMarked
package io.github.keystile.auth.testkit.internal;

import org.jspecify.annotations.NullMarked;
