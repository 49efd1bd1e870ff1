package io.github.keystile.auth.mail.resend;

import io.github.keystile.auth.mail.MailLine;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.web.Loopback;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sets up a {@link ResendMailer}. For one thread.
 *
 * <p><b>Security guarantees.</b> The key goes to an https address only, or to this machine itself. {@link
 * #toString()} does not show it.
 */
public final class ResendMailerBuilder {
    private static final URI RESEND = URI.create("https://api.resend.com");
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);
    /** RFC 6750, section 2.1, without asking more than that it stays one header value. */
    private static final Pattern KEY = Pattern.compile("[!-~]{1,256}");

    private final String apiKey;
    private final EmailAddress from;
    private @Nullable String fromName;
    private URI baseUrl = RESEND;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration totalTimeout = Duration.ofSeconds(20);

    ResendMailerBuilder(String apiKey, EmailAddress from) {
        if (!KEY.matcher(apiKey).matches()) {
            throw new IllegalArgumentException("Set Resend's API key: 1 to 256 printable ASCII characters, no space");
        }
        this.apiKey = apiKey;
        this.from = Objects.requireNonNull(from, "from");
    }

    /**
     * The name that stands beside the sender's address. Unless this is called, there is none.
     *
     * @param value 1 to 100 characters without control characters; need not be ASCII
     * @return this builder
     * @throws IllegalArgumentException if it is not what {@link MailLine#isName} allows
     */
    public ResendMailerBuilder fromName(String value) {
        if (!MailLine.isName(value)) {
            throw new IllegalArgumentException("Set the sender's name to one line of 1 to 100 characters");
        }
        this.fromName = value;
        return this;
    }

    /**
     * Where Resend's API is. Unless this is called, {@code https://api.resend.com}.
     *
     * @param value an absolute https address, or an http address of {@code localhost} or a loopback address for tests; without user, query and fragment. Paths of the API are appended to it.
     * @return this builder
     * @throws IllegalArgumentException if it is none
     */
    public ResendMailerBuilder baseUrl(URI value) {
        if (value.getHost() == null || (!isHttps(value) && !isHttpOnLoopback(value))) {
            throw new IllegalArgumentException("Give baseUrl an absolute https address; http is for localhost only");
        }
        if (value.getRawUserInfo() != null || value.getRawQuery() != null || value.getRawFragment() != null) {
            throw new IllegalArgumentException("Give baseUrl an address without user, query and fragment");
        }
        this.baseUrl = value;
        return this;
    }

    /**
     * How long Resend may take. Unless this is called, 10 seconds and 20 seconds.
     *
     * @param connect for the connection; each 100 milliseconds to 5 minutes
     * @param total for everything from the call to the last byte of the answer
     * @return this builder
     * @throws IllegalArgumentException if one is out of range
     */
    public ResendMailerBuilder timeouts(Duration connect, Duration total) {
        this.connectTimeout = requireTimeout(connect);
        this.totalTimeout = requireTimeout(total);
        return this;
    }

    /**
     * Makes the mailer. Opens no connection.
     *
     * @return a mailer
     */
    public ResendMailer build() {
        return new ResendMailer(new ResendSettings(
                apiKey, baseUrl, Sender.format(fromName, from), from.masked(), connectTimeout, totalTimeout));
    }

    @Override
    public String toString() {
        return "ResendMailerBuilder[baseUrl=" + baseUrl + ", from=" + from.masked() + "]";
    }

    private static boolean isHttps(URI value) {
        return "https".equals(lower(value.getScheme()));
    }

    private static boolean isHttpOnLoopback(URI value) {
        return "http".equals(lower(value.getScheme())) && Loopback.isLoopback(value.getHost());
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static Duration requireTimeout(Duration value) {
        if (value.compareTo(MIN_TIMEOUT) < 0 || value.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("Set each timeout between " + MIN_TIMEOUT + " and " + MAX_TIMEOUT);
        }
        return value;
    }
}
