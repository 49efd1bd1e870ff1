/**
 * Mails over SMTP: begin at {@link io.github.keystile.auth.mail.smtp.SmtpMailer#builder}.
 */
@NullMarked
package io.github.keystile.auth.mail.smtp;

import org.jspecify.annotations.NullMarked;
