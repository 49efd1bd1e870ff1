package io.github.keystile.examples.storefront;

import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.mail.smtp.SmtpMailer;
import io.github.keystile.auth.mail.smtp.SmtpMailerBuilder;
import io.github.keystile.auth.mail.smtp.SmtpSecurity;
import io.github.keystile.auth.user.EmailAddress;
import java.util.Optional;

/** Reads the {@code SMTP_…} variables. */
final class SmtpSettings {
    private SmtpSettings() {}

    static Optional<Mailer> mailer(Env env) {
        return env.text("SMTP_HOST").map(host -> build(env, host));
    }

    private static Mailer build(Env env, String host) {
        SmtpMailerBuilder builder = open(host, sender(env)).security(security(env));
        env.port("SMTP_PORT", 1).ifPresent(builder::port);
        if (env.text("SMTP_USERNAME").isPresent() || env.text("SMTP_PASSWORD").isPresent()) {
            String why = "the other half of the login is set";
            login(builder, env.required("SMTP_USERNAME", why), env.required("SMTP_PASSWORD", why));
        }
        return builder.build();
    }

    private static EmailAddress sender(Env env) {
        String from = env.required("MAIL_FROM", "to the address that mails come from");
        return EmailAddress.parse(from)
                .orElseThrow(() -> new StartUpRefused("MAIL_FROM is not an e-mail address: set one, without a name"));
    }

    private static SmtpSecurity security(Env env) {
        return switch (env.text("SMTP_TLS", "required")) {
            case "required" -> SmtpSecurity.STARTTLS_REQUIRED;
            case "implicit" -> SmtpSecurity.IMPLICIT_TLS;
            case "off" -> SmtpSecurity.OFF;
            default -> throw new StartUpRefused("SMTP_TLS is unknown: set required, implicit or off");
        };
    }

    private static SmtpMailerBuilder open(String host, EmailAddress from) {
        try {
            return SmtpMailer.builder(host, from);
        } catch (IllegalArgumentException e) {
            throw new StartUpRefused("SMTP_HOST or MAIL_FROM cannot be used. " + e.getMessage());
        }
    }

    private static void login(SmtpMailerBuilder builder, String username, String password) {
        try {
            builder.credentials(username, password);
        } catch (IllegalArgumentException e) {
            throw new StartUpRefused("SMTP_USERNAME or SMTP_PASSWORD cannot be used. " + e.getMessage());
        }
    }
}
