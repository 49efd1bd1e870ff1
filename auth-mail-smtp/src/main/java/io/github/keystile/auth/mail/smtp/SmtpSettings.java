package io.github.keystile.auth.mail.smtp;

import io.github.keystile.auth.user.EmailAddress;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** What the builder has gathered and checked. {@link #toString()} shows no credentials. */
record SmtpSettings(
        String host,
        int port,
        SmtpSecurity security,
        EmailAddress from,
        @Nullable String fromName,
        @Nullable String username,
        @Nullable String password,
        Duration connectTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        @Nullable SSLSocketFactory socketFactory) {

    /** For Jakarta Mail. What is secure is said even where it is the default now: defaults have changed before. */
    Properties toProperties() {
        var properties = new Properties();
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(security == SmtpSecurity.IMPLICIT_TLS));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(security == SmtpSecurity.STARTTLS_REQUIRED));
        properties.setProperty(
                "mail.smtp.starttls.required", String.valueOf(security == SmtpSecurity.STARTTLS_REQUIRED));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        // Otherwise a server that the given factory refuses is tried again with the JDK's own.
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        if (socketFactory != null) {
            properties.put("mail.smtp.ssl.socketFactory", socketFactory);
        }
        properties.setProperty("mail.smtp.auth", String.valueOf(username != null));
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty("mail.smtp.connectiontimeout", String.valueOf(connectTimeout.toMillis()));
        properties.setProperty("mail.smtp.timeout", String.valueOf(readTimeout.toMillis()));
        properties.setProperty("mail.smtp.writetimeout", String.valueOf(writeTimeout.toMillis()));
        // The machine's name is nobody's business, and looking it up may take seconds.
        properties.setProperty("mail.smtp.localhost", from.domain());
        properties.setProperty("mail.smtp.sendpartial", "false");
        properties.setProperty("mail.smtp.allow8bitmime", "false");
        properties.setProperty("mail.mime.allowutf8", "false");
        // The mail is accepted by then; nothing is won by waiting for a farewell.
        properties.setProperty("mail.smtp.quitwait", "false");
        return properties;
    }

    @Override
    public String toString() {
        return "SmtpSettings[host=" + host + ", port=" + port + ", security=" + security + ", from=" + from.masked()
                + ", login=" + (username != null) + "]";
    }
}
