/** Access and refresh tokens: what they claim and how they are signed. */
@NullMarked
package io.github.keystile.auth.token;

import org.jspecify.annotations.NullMarked;
