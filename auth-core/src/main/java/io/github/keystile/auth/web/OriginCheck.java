package io.github.keystile.auth.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stops other web sites from acting with a visitor's cookies (cross-site request forgery). Ask it first for every
 * request, and answer 403 if it says no:
 *
 * <pre>{@code
 * OriginCheck check = OriginCheck.allowing(URI.create("https://app.example"));
 * if (!check.allows(method, header("Origin"), header("Sec-Fetch-Site"))) { … 403 … }
 * }</pre>
 *
 * <p>GET, HEAD and OPTIONS always pass, and so must change nothing. Of the others, a request passes
 *
 * <ol>
 *   <li>whose Origin is exactly one of the allowed ones;
 *   <li>else, with no Origin or one of {@code null}, if the browser says where it comes from (Sec-Fetch-Site), from {@code same-origin} or {@code none} (the
 *       visitor typed it), not from {@code same-site}, {@code cross-site} or anything else;
 *   <li>else, if there is neither of the two headers. Such a request is no browser's, and only browsers send cookies on
 *       a stranger's behalf.
 * </ol>
 *
 * <p>A WebSocket begins with a GET that sends cookies and that no other site may make: {@link #allowsSocket} asks the same of
 * it. Ask it before the handshake is answered.
 *
 * <p>Pages that post forms must not be sent with {@code Referrer-Policy: no-referrer}: browsers then say {@code Origin:
 * null}. {@code same-origin} keeps addresses as private.
 *
 * <p>Sources: OWASP Cross-Site Request Forgery Prevention Cheat Sheet, W3C Fetch Metadata Request Headers, RFC 6454.
 * Immutable, safe for use by many threads.
 */
public final class OriginCheck {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    private static final String HIDDEN = "null";
    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);
    /** Their pages have no origin of their own, browsers say {@code null}; or nobody has pages there. */
    private static final Set<String> NO_PAGES =
            Set.of("about", "blob", "data", "file", "ftp", "javascript", "ws", "wss");

    private static final int MAX_ORIGIN = 512;

    private final Set<String> allowed;

    private OriginCheck(Set<String> allowed) {
        this.allowed = allowed;
    }

    /**
     * A check for an application.
     *
     * @param origins its own origins, e.g. {@code https://app.example}: scheme, host, perhaps port; nothing else. Those
     *     of a hybrid app too, e.g. {@code capacitor://localhost}, {@code ionic://localhost} or {@code http://localhost}:
     *     every app that is built in this way has the same one, but none of them has the cookies of another
     * @return the check
     * @throws IllegalArgumentException if there is none, or one is not an origin
     */
    public static OriginCheck allowing(URI... origins) {
        if (origins.length == 0) {
            throw new IllegalArgumentException("Name the origin of the application, e.g. https://app.example");
        }
        return new OriginCheck(Arrays.stream(origins)
                .map(origin -> normalise(origin)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Write origins as scheme, host and perhaps port, e.g. https://app.example")))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * A check for an application that is reached over plain http from this machine alone, as while it is developed.
     *
     * @param port where it listens, 1 to 65535
     * @return a check that allows {@code http://localhost}, {@code http://127.0.0.1} and {@code http://[::1]} at this
     *     port
     * @throws IllegalArgumentException if there is no such port
     */
    public static OriginCheck onLoopback(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("Give the port that the application listens on, 1 to 65535");
        }
        return allowing(
                URI.create("http://localhost:" + port),
                URI.create("http://127.0.0.1:" + port),
                URI.create("http://[::1]:" + port));
    }

    /**
     * Whether a request may be carried out. Never throws for what a client sends.
     *
     * @param method the request's method, in capitals as HTTP has it
     * @param origin the {@code Origin} header, null if there is none
     * @param secFetchSite the {@code Sec-Fetch-Site} header, null if there is none
     * @return whether it may
     */
    public boolean allows(String method, @Nullable String origin, @Nullable String secFetchSite) {
        return SAFE_METHODS.contains(method) || isOwn(origin, secFetchSite);
    }

    /**
     * Whether a WebSocket may be opened. Never throws for what a client sends.
     *
     * @param origin the {@code Origin} header of the handshake, null if there is none
     * @param secFetchSite the {@code Sec-Fetch-Site} header, null if there is none
     * @return whether it may
     */
    public boolean allowsSocket(@Nullable String origin, @Nullable String secFetchSite) {
        return isOwn(origin, secFetchSite);
    }

    private boolean isOwn(@Nullable String origin, @Nullable String secFetchSite) {
        if (origin != null && !origin.equals(HIDDEN)) {
            return isAllowed(origin);
        }
        return secFetchSite == null ? origin == null : OWN_SITES.contains(secFetchSite);
    }

    private boolean isAllowed(String origin) {
        if (origin.length() > MAX_ORIGIN) {
            return false;
        }
        try {
            return normalise(new URI(origin)).filter(allowed::contains).isPresent();
        } catch (URISyntaxException notAnOrigin) {
            return false;
        }
    }

    private static Optional<String> normalise(URI origin) {
        String scheme = origin.getScheme() == null ? "" : origin.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.isEmpty() || NO_PAGES.contains(scheme) || origin.getHost() == null) {
            return Optional.empty();
        }
        String host = origin.getHost().toLowerCase(Locale.ROOT);
        int port = origin.getPort() != -1 ? origin.getPort() : USUAL_PORTS.getOrDefault(scheme, -1);
        boolean bare = origin.getRawUserInfo() == null
                && origin.getRawPath().isEmpty()
                && origin.getRawQuery() == null
                && origin.getRawFragment() == null;
        return bare ? Optional.of(scheme + "://" + host + ":" + port) : Optional.empty();
    }
}
