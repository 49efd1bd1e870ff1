/** Codes and link tokens: challenges and the store that counts every guess. */
@NullMarked
package io.github.keystile.auth.otp;

import org.jspecify.annotations.NullMarked;
