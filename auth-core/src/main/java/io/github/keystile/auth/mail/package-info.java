/** Mails: what is said, to whom, and the door that sends it. */
@NullMarked
package io.github.keystile.auth.mail;

import org.jspecify.annotations.NullMarked;
