/** Keeps the README and docs true. */
@NullMarked
package io.github.keystile.examples.readme;

import org.jspecify.annotations.NullMarked;
