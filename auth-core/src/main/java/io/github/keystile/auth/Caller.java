package io.github.keystile.auth;

import io.github.keystile.auth.session.Device;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Facts of the request, as far as the application knows them: null is what it does not know. Immutable; each {@code
 * with…} gives another caller.
 *
 * <p>The library reads no header. Behind a proxy take the address from where your proxy puts it, and only if the
 * proxy overwrites what clients send: a forged address escapes the limits (OWASP, "Authentication").
 */
public final class Caller {
    private static final Caller UNKNOWN = new Caller(null, null, null);

    private final @Nullable String ip;
    private final @Nullable String userAgent;
    private final @Nullable Locale locale;

    private Caller(@Nullable String ip, @Nullable String userAgent, @Nullable Locale locale) {
        this.ip = ip;
        this.userAgent = userAgent;
        this.locale = locale;
    }

    /** Nothing is known: limits per caller are off, the others stay on. */
    public static Caller unknown() {
        return UNKNOWN;
    }

    /** A caller of whom only the address is known, as {@link #ip} says. */
    public static Caller at(@Nullable String ip) {
        return UNKNOWN.withIp(ip);
    }

    /**
     * The caller's address in text, such as {@code 203.0.113.7} or {@code 2001:db8::1}; null switches the limits per
     * caller off. Brackets, ports, zones and the slash that Java writes are cut off, and an IPv4 address inside an IPv6
     * one counts as what it is. Anything else, such as a list or a word, counts as null, and the log warns of it once.
     */
    public @Nullable String ip() {
        return ip;
    }

    /** This caller with another {@link #ip}. */
    public Caller withIp(@Nullable String value) {
        return new Caller(value, userAgent, locale);
    }

    /** The {@code User-Agent} header, shown in the list of sessions, or null. */
    public @Nullable String userAgent() {
        return userAgent;
    }

    /** This caller with another {@link #userAgent}. */
    public Caller withUserAgent(@Nullable String value) {
        return new Caller(ip, value, locale);
    }

    /** The language for mails, or null for English. */
    public @Nullable Locale locale() {
        return locale;
    }

    /** This caller with another {@link #locale}. */
    public Caller withLocale(@Nullable Locale value) {
        return new Caller(ip, userAgent, value);
    }

    /** The language of mails: the locale, English where none is known. */
    public Locale language() {
        return locale == null ? Locale.ENGLISH : locale;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Caller caller
                && Objects.equals(ip, caller.ip)
                && Objects.equals(userAgent, caller.userAgent)
                && Objects.equals(locale, caller.locale);
    }

    @Override
    public int hashCode() {
        return Objects.hash(ip, userAgent, locale);
    }

    /** One line, whatever a client put into its headers. */
    @Override
    public String toString() {
        Device cleaned = new Device(userAgent, ip);
        return "Caller[ip=" + cleaned.ip() + ", userAgent=" + cleaned.userAgent() + "]";
    }
}
