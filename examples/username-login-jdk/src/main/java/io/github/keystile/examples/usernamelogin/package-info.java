/** A runnable application on the JDK's own HTTP server: login by username or e-mail, reset with mailed codes. */
@NullMarked
package io.github.keystile.examples.usernamelogin;

import org.jspecify.annotations.NullMarked;
