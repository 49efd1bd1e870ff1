/** An application on Spring Boot: the second of the five documents that Keystile was made for. */
@NullMarked
package io.github.keystile.examples.emailapi;

import org.jspecify.annotations.NullMarked;
