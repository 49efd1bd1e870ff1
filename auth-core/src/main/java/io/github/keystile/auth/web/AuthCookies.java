package io.github.keystile.auth.web;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cookies as header values, for any web framework: add what {@link #set} and {@link #clear} return as a
 * {@code Set-Cookie} header, and hand {@link #read} the {@code Cookie} header.
 *
 * <p><b>Security guarantees.</b> No value can add an attribute or a header. A cookie that arrives twice counts as
 * absent: one of the two was planted, and no server can tell which (RFC 6265 section 8.6).
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class AuthCookies {
    private static final int MAX_HEADER = 8192;
    private static final int MAX_COOKIE = 4096;
    private static final Duration MAX_AGE = Duration.ofDays(400);
    // cookie-octet of RFC 6265 section 4.1.1.
    private static final Pattern VALUE = Pattern.compile("[!-~&&[^\",;\\\\]]+");

    private final CookiePolicy policy;

    private AuthCookies(CookiePolicy policy) {
        this.policy = policy;
    }

    /**
     * Cookies under a policy.
     *
     * @param policy names and attributes
     * @return the cookies
     */
    public static AuthCookies of(CookiePolicy policy) {
        return new AuthCookies(Objects.requireNonNull(policy, "policy"));
    }

    /**
     * The name of a cookie, e.g. {@code __Host-keystile-access}.
     *
     * @param kind which
     * @return its name
     */
    public String name(CookieKind kind) {
        return (policy.https() ? "__Host-" : "") + policy.name() + "-" + kind.suffix();
    }

    /**
     * A {@code Set-Cookie} header value that stores a value.
     *
     * @param kind which cookie
     * @param value visible ASCII without comma, semicolon, double quote and backslash; with name and {@code =} under
     *     4096 bytes, which browsers would drop silently
     * @param maxAge how long the browser keeps it; 1 second to 400 days, fractions of seconds are cut off
     * @return the header value
     * @throws IllegalArgumentException if the value or its life is not allowed; the message does not repeat the value
     */
    public String set(CookieKind kind, String value, Duration maxAge) {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Use visible ASCII without comma, semicolon, quote and backslash in the cookie " + name(kind));
        }
        if (name(kind).length() + 1 + value.length() >= MAX_COOKIE) {
            throw new IllegalArgumentException("Keep the cookie " + name(kind) + " under 4096 bytes");
        }
        if (maxAge.toSeconds() < 1 || maxAge.compareTo(MAX_AGE) > 0) {
            throw new IllegalArgumentException("Keep cookies for 1 second to 400 days; clear() ends them");
        }
        return header(kind, value, maxAge.toSeconds());
    }

    /**
     * A {@code Set-Cookie} header value that makes the browser forget a cookie.
     *
     * @param kind which cookie
     * @return the header value, with the same attributes and Max-Age=0
     */
    public String clear(CookieKind kind) {
        return header(kind, "", 0);
    }

    /**
     * Finds a cookie in a request. Takes time in proportion to the header's length and never throws.
     *
     * @param kind which cookie
     * @param cookieHeader the {@code Cookie} header, several joined with {@code "; "}; null if there is none
     * @return its value; empty if it is absent, twice there or not a value that {@link #set} allows, or the header has
     *     more than 8192 characters
     */
    public Optional<String> read(CookieKind kind, @Nullable String cookieHeader) {
        if (cookieHeader == null || cookieHeader.length() > MAX_HEADER) {
            return Optional.empty();
        }
        String prefix = name(kind) + "=";
        String found = null;
        for (String cookie : cookieHeader.split(";", -1)) {
            String pair = cookie.strip();
            if (pair.startsWith(prefix)) {
                if (found != null) {
                    return Optional.empty();
                }
                found = pair.substring(prefix.length());
            }
        }
        return Optional.ofNullable(found).filter(value -> VALUE.matcher(value).matches());
    }

    private String header(CookieKind kind, String value, long seconds) {
        return String.format(
                Locale.ROOT,
                "%s=%s; Path=/; Max-Age=%d;%s HttpOnly; SameSite=%s",
                name(kind),
                value,
                seconds,
                policy.https() ? " Secure;" : "",
                policy.sameSite().attribute());
    }
}
