/**
 * Mails over Resend's HTTP API: begin at {@link io.github.keystile.auth.mail.resend.ResendMailer#builder}.
 */
@NullMarked
package io.github.keystile.auth.mail.resend;

import org.jspecify.annotations.NullMarked;
