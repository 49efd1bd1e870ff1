/** Mixed traffic on a real database for as long as one likes, with more logins than the machine can hash. */
@NullMarked
package io.github.keystile.examples.soak;

import org.jspecify.annotations.NullMarked;
