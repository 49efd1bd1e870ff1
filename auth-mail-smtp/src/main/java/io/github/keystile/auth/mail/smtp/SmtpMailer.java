package io.github.keystile.auth.mail.smtp;

import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.user.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Sends mails over SMTP, each on a connection of its own: a mail now and then does not pay for keeping connections
 * alive, and a broken one never harms the next mail. Safe for use by many threads.
 *
 * <pre>{@code
 * Mailer mailer = SmtpMailer.builder("smtp.example.com", EmailAddress.of("no-reply@example.com"))
 *         .fromName("Example")
 *         .credentials(user, password)
 *         .build();
 * }</pre>
 *
 * <p>A mail has a plain text and an HTML part in UTF-8, is marked {@code Auto-Submitted} (RFC 3834), and carries the
 * same Message-ID at every try. The sender's domain is also what the server is greeted with.
 *
 * <p><b>Security guarantees.</b> There is one recipient, taken from a parsed address and never parsed again; anything
 * but printable ASCII in addresses and headers is refused before a connection is opened. TLS is required unless it is
 * switched off by name, the server's certificate and name are checked, and no credentials go out before. Every step
 * has a finite timeout. Exceptions hold neither addresses, text, credentials nor what the server said, only its reply
 * code, and have no cause.
 */
public final class SmtpMailer implements Mailer {
    private final SmtpSettings settings;
    private final Session session;

    SmtpMailer(SmtpSettings settings) {
        this.settings = settings;
        this.session = Session.getInstance(settings.toProperties());
    }

    /**
     * Begins a mailer that requires TLS by STARTTLS on port 587 and does not log in.
     *
     * @param host the server's name as in its certificate, or its IP address
     * @param from the sender
     * @return a builder for the rest
     * @throws IllegalArgumentException if the host is not a host name or IP address
     */
    public static SmtpMailerBuilder builder(String host, EmailAddress from) {
        return new SmtpMailerBuilder(host, from);
    }

    /**
     * Hands a mail over to the server.
     *
     * @param message the mail
     * @throws MailException temporary for replies 400 to 499, timeouts, and connections that are refused or break;
     *     permanent for replies 500 to 599, a refused login, missing STARTTLS, a certificate that is not trusted or
     *     is another host's, no common TLS version, and mails that must not go over the wire as they are
     */
    @Override
    public void send(MailMessage message) {
        var mail = MimeMail.of(message, settings, session);
        // Made here and not looked up by protocol name, which would depend on the context class loader.
        var transport = new SMTPTransport(session, null);
        try {
            transport.connect(settings.host(), settings.port(), settings.username(), settings.password());
            requireLogin(transport);
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException | RuntimeException e) {
            throw e instanceof MailException ours ? ours : SmtpFailure.of(e, transport.getLastReturnCode());
        } finally {
            close(transport);
        }
    }

    /** The library goes on without a login if the server offers none. */
    private void requireLogin(SMTPTransport transport) {
        if (settings.username() != null
                && !transport.supportsExtension("AUTH")
                && !transport.supportsExtension("AUTH=LOGIN")) {
            throw MailException.permanent("the server offers no login, but credentials are set", null);
        }
    }

    private static void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException ignored) {
            // The server has answered for the mail by now, or we have an exception already: a retry would send twice.
        }
    }

    @Override
    public String toString() {
        return "SmtpMailer[" + settings + "]";
    }
}
