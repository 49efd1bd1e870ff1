package io.github.keystile.auth.web;

import io.github.keystile.auth.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cookies as header values, for any web framework: add what {@link #signIn}, {@link #clear} and the others return as
 * {@code Set-Cookie} headers of their own, and hand {@link #read} the {@code Cookie} header. To sign visitors in and out
 * by their cookies, see {@link CookieSessions}; for challenges and tickets, see {@link ChallengeCookies}.
 *
 * <p><b>Security guarantees.</b> No value can add an attribute or a header. A cookie that arrives twice counts as
 * absent: one of the two was planted, and no server can tell which (RFC 6265 section 8.6).
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class AuthCookies {
    private static final int MAX_COOKIE = 4096;
    private static final Duration MAX_AGE = Duration.ofDays(400);
    // cookie-octet of RFC 6265 section 4.1.1.
    private static final Pattern VALUE = Pattern.compile("[!-~&&[^\",;\\\\]]+");

    private final CookiePolicy policy;
    private final Clock clock;

    private AuthCookies(CookiePolicy policy, Clock clock) {
        this.policy = policy;
        policy.check();
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Cookies under a policy.
     *
     * @param policy names and attributes
     * @return the cookies
     * @throws IllegalArgumentException as {@link CookiePolicy#check} says
     */
    public static AuthCookies of(CookiePolicy policy) {
        return new AuthCookies(Objects.requireNonNull(policy, "policy"), Clock.systemUTC());
    }

    /**
     * These cookies by another clock; the default is the system's.
     *
     * @param clock the one that the service was built with; its zone does not matter
     * @return new cookies
     */
    public AuthCookies withClock(Clock clock) {
        return new AuthCookies(policy, clock);
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
     * Keeps somebody signed in: two cookies that last as long as their tokens, or until the browser is closed where they
     * are not {@link Tokens#remembered}.
     *
     * @param tokens as a verb answered them, e.g. {@code auth.login(…).tokens()}
     * @return two {@code Set-Cookie} header values
     */
    public List<String> signIn(Tokens tokens) {
        return List.of(
                keep(tokens, CookieKind.ACCESS, tokens.accessToken(), tokens.accessExpiresAt()),
                keep(tokens, CookieKind.REFRESH, tokens.refreshToken(), tokens.refreshExpiresAt()));
    }

    private String keep(Tokens tokens, CookieKind kind, String value, Instant end) {
        if (tokens.remembered() || hasRunOut(end)) {
            return until(kind, value, end);
        }
        return header(kind, checked(kind, value), "");
    }

    /**
     * Makes the browser forget both tokens. Ends no session: see {@link CookieSessions#signOut}.
     *
     * @return two {@code Set-Cookie} header values
     */
    public List<String> signOut() {
        return List.of(clear(CookieKind.ACCESS), clear(CookieKind.REFRESH));
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
        checked(kind, value);
        if (maxAge.toSeconds() < 1 || maxAge.compareTo(MAX_AGE) > 0) {
            throw new IllegalArgumentException("Keep cookies for 1 second to 400 days; clear() ends them");
        }
        return header(kind, value, maxAge(maxAge.toSeconds()));
    }

    private String checked(CookieKind kind, String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Use visible ASCII without comma, semicolon, quote and backslash in the cookie " + name(kind));
        }
        if (!fits(kind, value)) {
            throw new IllegalArgumentException("Keep the cookie " + name(kind) + " under 4096 bytes");
        }
        return value;
    }

    /**
     * A {@code Set-Cookie} header value that makes the browser forget a cookie.
     *
     * @param kind which cookie
     * @return the header value, with the same attributes and Max-Age=0
     */
    public String clear(CookieKind kind) {
        return header(kind, "", maxAge(0));
    }

    /**
     * Finds a cookie in a request. Takes time in proportion to the header's length, which is the web server's to bound:
     * however much others have put into it, our own cookies count. Never throws.
     *
     * @param kind which cookie
     * @param cookieHeader the {@code Cookie} header, several (HTTP/2 allows them) joined with {@code "; "}; null if there
     *     is none
     * @return its value; empty if it is absent, twice there or not a value that {@link #set} allows
     */
    public Optional<String> read(CookieKind kind, @Nullable String cookieHeader) {
        List<String> there = there(kind, cookieHeader);
        return there.size() == 1 ? Optional.of(there.get(0)).filter(value -> allowed(kind, value)) : Optional.empty();
    }

    /** Every value under the cookie's name that {@link #set} allows: for what does no harm if one of them was planted. */
    List<String> readAll(CookieKind kind, @Nullable String cookieHeader) {
        return there(kind, cookieHeader).stream()
                .filter(value -> allowed(kind, value))
                .distinct()
                .toList();
    }

    private List<String> there(CookieKind kind, @Nullable String cookieHeader) {
        if (cookieHeader == null) {
            return List.of();
        }
        String prefix = name(kind) + "=";
        List<String> found = new ArrayList<>();
        for (int from = 0; from <= cookieHeader.length(); ) {
            int semicolon = cookieHeader.indexOf(';', from);
            int to = semicolon < 0 ? cookieHeader.length() : semicolon;
            String pair = withoutBlanks(cookieHeader, from, to);
            if (pair.startsWith(prefix)) {
                found.add(pair.substring(prefix.length()));
            }
            from = to + 1;
        }
        return found;
    }

    private boolean allowed(CookieKind kind, String value) {
        return VALUE.matcher(value).matches() && fits(kind, value);
    }

    private boolean fits(CookieKind kind, String value) {
        return name(kind).length() + 1 + value.length() < MAX_COOKIE;
    }

    /**
     * Space and tab, as browsers do. {@link String#strip} would take more away, and so make a cookie of ours out of one
     * with an unusual blank before its name, which browsers let neighbouring subdomains set in spite of {@code __Host-}.
     */
    private static String withoutBlanks(String text, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** What has run out meanwhile is not worth keeping, and what outlives browsers' patience is kept as long as they do. */
    String until(CookieKind kind, String value, Instant end) {
        Duration left = Duration.between(clock.instant(), end);
        if (left.toSeconds() < 1) {
            return clear(kind);
        }
        return set(kind, value, left.compareTo(MAX_AGE) > 0 ? MAX_AGE : left);
    }

    private boolean hasRunOut(Instant end) {
        return Duration.between(clock.instant(), end).toSeconds() < 1;
    }

    Instant now() {
        return clock.instant();
    }

    private static String maxAge(long seconds) {
        return " Max-Age=" + seconds + ";";
    }

    private String header(CookieKind kind, String value, String maxAge) {
        return name(kind) + "=" + value + "; Path=/;" + maxAge + (policy.https() ? " Secure;" : "")
                + " HttpOnly; SameSite=" + policy.sameSite().attribute()
                + (policy.partitioned() ? "; Partitioned" : "");
    }
}
