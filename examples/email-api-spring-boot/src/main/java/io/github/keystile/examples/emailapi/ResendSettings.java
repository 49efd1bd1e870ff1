package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.mail.resend.ResendMailer;
import io.github.keystile.auth.mail.resend.ResendMailerBuilder;
import io.github.keystile.auth.user.EmailAddress;
import java.util.Optional;

/** Reads the {@code RESEND_…} variables and {@code MAIL_FROM}. */
final class ResendSettings {
    private ResendSettings() {}

    static Optional<Mailer> mailer(Env env) {
        return env.text("RESEND_API_KEY").map(key -> {
            String from = env.required("MAIL_FROM", "to an address of a domain that is verified at Resend");
            EmailAddress sender = EmailAddress.parse(from)
                    .orElseThrow(
                            () -> new StartUpRefused("MAIL_FROM is not an e-mail address: set one, without a name"));
            try {
                ResendMailerBuilder builder = ResendMailer.builder(key, sender);
                env.url("RESEND_BASE_URL", "RESEND_BASE_URL is not an address: leave it out for Resend itself")
                        .ifPresent(builder::baseUrl);
                return builder.build();
            } catch (IllegalArgumentException e) {
                throw new StartUpRefused("RESEND_API_KEY or RESEND_BASE_URL cannot be used. " + e.getMessage());
            }
        });
    }
}
