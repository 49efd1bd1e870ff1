package io.github.keystile.auth.web;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How cookies are named and guarded. Whatever the policy, they are HttpOnly, have Path=/ and no Domain. Immutable; each
 * {@code with…} gives another policy.
 */
public final class CookiePolicy {
    private final boolean https;
    private final SameSite sameSite;
    private final boolean partitioned;
    private final String name;

    private CookiePolicy(boolean https, SameSite sameSite, boolean partitioned, String name) {
        this.https = https;
        this.sameSite = Objects.requireNonNull(sameSite, "sameSite");
        this.partitioned = partitioned;
        this.name = name;
        if (!name.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("Name the cookies with 1 to 32 of a-z 0-9 -");
        }
    }

    /**
     * For every application that people reach: {@code __Host-}, Secure, SameSite=Lax, named {@code keystile}. The default.
     */
    public static CookiePolicy secure() {
        return new CookiePolicy(true, SameSite.LAX, false, "keystile");
    }

    /**
     * For plain http on a loopback address only: the same without {@code __Host-} and Secure, because browsers refuse
     * such cookies there. Anywhere else whoever shares the network reads them.
     */
    public static CookiePolicy loopbackHttp() {
        return secure().withHttps(false);
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
     * Whether names begin with {@code __Host-} and the cookies are Secure (RFC 6265bis section 4.1.3.2): only then can
     * neither a neighbouring subdomain nor a plain connection plant one.
     */
    public boolean https() {
        return https;
    }

    /** This policy with another {@link #https}; false is for loopback addresses only, as {@link #loopbackHttp} says. */
    public CookiePolicy withHttps(boolean value) {
        return new CookiePolicy(value, sameSite, partitioned, name);
    }

    /** When browsers send the cookies with requests from other sites. */
    public SameSite sameSite() {
        return sameSite;
    }

    /** This policy with another {@link #sameSite}. */
    public CookiePolicy withSameSite(SameSite value) {
        return new CookiePolicy(https, value, partitioned, name);
    }

    /**
     * Whether browsers keep the cookies apart for every site that shows the application inside its own pages ({@code
     * Partitioned}, CHIPS): some take no others there. Signing in inside one site then signs in nowhere else.
     */
    public boolean partitioned() {
        return partitioned;
    }

    /**
     * This policy with another {@link #partitioned}; goes with https and {@link SameSite#NONE}. In an application that people
     * use already, change {@link #withName} with it: browsers keep a partitioned cookie beside another of the same name, and
     * two of one name sign nobody in.
     */
    public CookiePolicy withPartitioned(boolean value) {
        return new CookiePolicy(https, sameSite, value, name);
    }

    /**
     * The part that the names of all cookies share; 1 to 32 of {@code a-z 0-9 -}. Applications on one host need
     * different ones, since cookies do not know ports.
     */
    public String name() {
        return name;
    }

    /**
     * This policy with another {@link #name}.
     *
     * @throws IllegalArgumentException if the name is not allowed
     */
    public CookiePolicy withName(String value) {
        return new CookiePolicy(https, sameSite, partitioned, value);
    }

    /**
     * Checks what browsers ask of one another, as {@link AuthCookies#of} does: until then it may be set in any order.
     *
     * @throws IllegalArgumentException if the cookies are {@link #partitioned} or of {@link SameSite#NONE}, but not for
     *     https: browsers would drop them silently
     */
    public void check() {
        if (!https && (partitioned || sameSite == SameSite.NONE)) {
            throw new IllegalArgumentException(
                    "Browsers take SameSite=None and Partitioned cookies over https only: use CookiePolicy.secure()");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CookiePolicy policy
                && https == policy.https
                && sameSite == policy.sameSite
                && partitioned == policy.partitioned
                && name.equals(policy.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(https, sameSite, partitioned, name);
    }

    @Override
    public String toString() {
        return "CookiePolicy[https=" + https + ", sameSite=" + sameSite + ", partitioned=" + partitioned + ", name="
                + name + "]";
    }
}
