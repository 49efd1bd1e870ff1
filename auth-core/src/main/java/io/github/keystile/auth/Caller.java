package io.github.keystile.auth;

import io.github.keystile.auth.session.Device;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Facts of the request, as far as the application knows them.
 *
 * <p>The library reads no header. Behind a proxy take the address from where your proxy puts it, and only if the
 * proxy overwrites what clients send: a forged address escapes the limits (OWASP, "Authentication").
 *
 * @param ip the caller's address in text, such as {@code 203.0.113.7}; null switches the limits per caller off
 * @param userAgent the {@code User-Agent} header, shown in the list of sessions, or null
 * @param locale the language for mails, or null for English
 */
public record Caller(
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable Locale locale) {
    /**
     * Nothing is known: limits per caller are off, the others stay on.
     *
     * @return a caller without facts
     */
    public static Caller unknown() {
        return new Caller(null, null, null);
    }

    /**
     * A caller of whom only the address is known.
     *
     * @param ip the address in text
     * @return a caller
     */
    public static Caller at(String ip) {
        return new Caller(ip, null, null);
    }

    /**
     * The language of mails.
     *
     * @return the locale, English where none is known
     */
    public Locale language() {
        return locale == null ? Locale.ENGLISH : locale;
    }

    /** One line, whatever a client put into its headers. */
    @Override
    public String toString() {
        Device cleaned = new Device(userAgent, ip);
        return "Caller[ip=" + cleaned.ip() + ", userAgent=" + cleaned.userAgent() + "]";
    }
}
