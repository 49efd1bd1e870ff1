/** What is refused and what is broken: the codes an application branches on. */
@NullMarked
package io.github.keystile.auth.error;

import org.jspecify.annotations.NullMarked;
