package io.github.keystile.auth.mail.smtp;

import io.github.keystile.auth.mail.MailLine;
import io.github.keystile.auth.user.EmailAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sets up an {@link SmtpMailer}. For one thread.
 *
 * <p><b>Security guarantees.</b> Nothing here switches off the check of the server's certificate or name; a private
 * authority is trusted by its certificate in {@link #sslContext}. {@link #toString()} shows no credentials.
 */
public final class SmtpMailerBuilder {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");

    private final String host;
    private final EmailAddress from;
    private SmtpSecurity security = SmtpSecurity.STARTTLS_REQUIRED;
    private @Nullable Integer port;
    private @Nullable String fromName;
    private @Nullable String username;
    private @Nullable String password;
    private Duration connectTimeout = DEFAULT_TIMEOUT;
    private Duration readTimeout = DEFAULT_TIMEOUT;
    private Duration writeTimeout = DEFAULT_TIMEOUT;
    private @Nullable SSLSocketFactory socketFactory;

    SmtpMailerBuilder(String host, EmailAddress from) {
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("Set the mail server's host name or IP address, ASCII only, no port");
        }
        this.host = host;
        this.from = Objects.requireNonNull(from, "from");
    }

    /**
     * How the connection is protected. Unless this is called, {@link SmtpSecurity#STARTTLS_REQUIRED}.
     *
     * @param value the protection; it also sets the port if {@link #port} is not called
     * @return this builder
     */
    public SmtpMailerBuilder security(SmtpSecurity value) {
        this.security = Objects.requireNonNull(value, "security");
        return this;
    }

    /**
     * The server's port. Unless this is called, 587 for STARTTLS, 465 for implicit TLS, 25 without TLS.
     *
     * @param value 1 to 65535
     * @return this builder
     * @throws IllegalArgumentException if it is no port
     */
    public SmtpMailerBuilder port(int value) {
        if (value < 1 || value > 65_535) {
            throw new IllegalArgumentException("Set the port between 1 and 65535");
        }
        this.port = value;
        return this;
    }

    /**
     * The name that stands beside the sender's address. Unless this is called, there is none.
     *
     * @param value 1 to 100 characters without control characters; need not be ASCII
     * @return this builder
     * @throws IllegalArgumentException if it is not what {@link MailLine#isName} allows
     */
    public SmtpMailerBuilder fromName(String value) {
        if (!MailLine.isName(value)) {
            throw new IllegalArgumentException("Set the sender's name to one line of 1 to 100 characters");
        }
        this.fromName = value;
        return this;
    }

    /**
     * The login, by AUTH PLAIN or LOGIN (RFC 4954). Unless this is called, none is tried. If it is called, a server
     * that offers no login is refused.
     *
     * @param user not empty; no control characters
     * @param secret the password; not empty; no control characters
     * @return this builder
     * @throws IllegalArgumentException if one is empty or has control characters; the message does not hold them
     */
    public SmtpMailerBuilder credentials(String user, String secret) {
        if (user.isEmpty() || secret.isEmpty() || WireText.hasControls(user) || WireText.hasControls(secret)) {
            throw new IllegalArgumentException("Set user name and password, or neither; no control characters");
        }
        this.username = user;
        this.password = secret;
        return this;
    }

    /**
     * How long the server may take. Unless this is called, 10 seconds each.
     *
     * @param connect for the connection; each 100 milliseconds to 5 minutes
     * @param read for each answer
     * @param write for taking what is sent
     * @return this builder
     * @throws IllegalArgumentException if one is out of range
     */
    public SmtpMailerBuilder timeouts(Duration connect, Duration read, Duration write) {
        this.connectTimeout = requireTimeout(connect);
        this.readTimeout = requireTimeout(read);
        this.writeTimeout = requireTimeout(write);
        return this;
    }

    /**
     * Whom to trust, for a mail server whose certificate comes from a private authority. Unless this is called, the
     * authorities that the JDK trusts. The server's name is checked in any case.
     *
     * @param value made with a trust store that holds the authority's certificate
     * @return this builder
     */
    public SmtpMailerBuilder sslContext(SSLContext value) {
        this.socketFactory = value.getSocketFactory();
        return this;
    }

    /**
     * Makes the mailer. Opens no connection.
     *
     * @return a mailer
     */
    public SmtpMailer build() {
        return new SmtpMailer(new SmtpSettings(
                host,
                port == null ? security.defaultPort() : port,
                security,
                from,
                fromName,
                username,
                password,
                connectTimeout,
                readTimeout,
                writeTimeout,
                socketFactory));
    }

    @Override
    public String toString() {
        return "SmtpMailerBuilder[host=" + host + ", security=" + security + ", login=" + (username != null) + "]";
    }

    private static Duration requireTimeout(Duration value) {
        if (value.compareTo(MIN_TIMEOUT) < 0 || value.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("Set each timeout between " + MIN_TIMEOUT + " and " + MAX_TIMEOUT);
        }
        return value;
    }
}
