/** A runnable application on Javalin: signup, login and password reset with mailed codes. */
@NullMarked
package io.github.keystile.examples.otpsignup;

import org.jspecify.annotations.NullMarked;
