package io.github.keystile.auth.web;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/**
 * How cookies are named and guarded. Whatever the policy, they are HttpOnly, have Path=/ and no Domain.
 *
 * @param https whether names begin with {@code __Host-} and the cookies are Secure (RFC 6265bis section 4.1.3.2): only
 *     then can neither a neighbouring subdomain nor a plain connection plant one
 * @param sameSite when browsers send them with requests from other sites
 * @param name the part that the names of all of them share; 1 to 32 of {@code a-z 0-9 -}. Applications on one host need
 *     different ones, since cookies do not know ports
 */
public record CookiePolicy(boolean https, SameSite sameSite, String name) {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is not allowed
     */
    public CookiePolicy {
        Objects.requireNonNull(sameSite, "sameSite");
        if (!name.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("Name the cookies with 1 to 32 of a-z 0-9 -");
        }
    }

    /**
     * For every application that people reach: {@code __Host-}, Secure, SameSite=Lax, named {@code keystile}.
     *
     * @return the default
     */
    public static CookiePolicy secure() {
        return new CookiePolicy(true, SameSite.LAX, "keystile");
    }

    /**
     * For plain http on a loopback address only: the same without {@code __Host-} and Secure, because browsers refuse
     * such cookies there. Anywhere else whoever shares the network reads them.
     *
     * @return a policy for development
     */
    public static CookiePolicy loopbackHttp() {
        return new CookiePolicy(false, SameSite.LAX, "keystile");
    }

    /**
     * The policy for the address that people type.
     *
     * @param origin the application's own, e.g. {@code https://app.example}
     * @return {@link #secure()} for https, {@link #loopbackHttp()} for http on a loopback host
     * @throws IllegalArgumentException for anything else, since cookies would travel readable
     */
    public static CookiePolicy forOrigin(URI origin) {
        String scheme = origin.getScheme() == null ? "" : origin.getScheme().toLowerCase(Locale.ROOT);
        String host = origin.getHost() == null ? "" : origin.getHost();
        if (scheme.equals("https") && !host.isEmpty()) {
            return secure();
        }
        if (scheme.equals("http") && Loopback.isLoopback(host)) {
            return loopbackHttp();
        }
        throw new IllegalArgumentException("Serve cookies over https, e.g. https://app.example; http is for localhost");
    }

    /**
     * This policy with another SameSite.
     *
     * @param value when browsers send the cookies with requests from other sites
     * @return a new policy
     */
    public CookiePolicy withSameSite(SameSite value) {
        return new CookiePolicy(https, value, name);
    }

    /**
     * This policy with another name.
     *
     * @param value 1 to 32 of {@code a-z 0-9 -}
     * @return a new policy
     */
    public CookiePolicy withName(String value) {
        return new CookiePolicy(https, sameSite, value);
    }
}
