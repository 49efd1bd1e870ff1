/** The life of an account over every pair of store and mailer. */
@NullMarked
package io.github.keystile.examples.matrix;

import org.jspecify.annotations.NullMarked;
