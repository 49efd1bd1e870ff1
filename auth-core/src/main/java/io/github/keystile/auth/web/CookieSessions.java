package io.github.keystile.auth.web;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Signs visitors in by their cookies, before a request is looked at: the one filter of an application that keeps tokens
 * in cookies.
 *
 * <pre>{@code
 * CookieSession visitor = sessions.resume(header("Cookie"), caller);
 * visitor.setCookies().forEach(cookie -> addHeader("Set-Cookie", cookie));
 * visitor.claims().ifPresent(claims -> …); // where the framework keeps its user
 * }</pre>
 *
 * <p><b>Security guarantees.</b> A good access token is enough and costs no database: until it expires, it does not
 * notice that its session has ended, see {@link AuthService#verifySession}. Cookies are given up only when the service
 * says that they are dead, not when it is busy or broken. It looks at no origin: ask {@link OriginCheck} first. Send
 * {@code Cache-Control: no-store} with what it has seen: a cache that keeps an answer keeps its {@code Set-Cookie} too,
 * and would sign the next visitor in as this one.
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class CookieSessions {
    private static final Set<AuthError> DEAD = Set.of(AuthError.INVALID_TOKEN, AuthError.TOKEN_EXPIRED);

    private final AuthService auth;
    private final AuthCookies cookies;

    private CookieSessions(AuthService auth, AuthCookies cookies) {
        this.auth = Objects.requireNonNull(auth, "auth");
        this.cookies = Objects.requireNonNull(cookies, "cookies");
    }

    /**
     * Sessions of a service, in cookies.
     *
     * @param auth the service
     * @param cookies how the cookies are written
     * @return the sessions
     */
    public static CookieSessions of(AuthService auth, AuthCookies cookies) {
        return new CookieSessions(auth, cookies);
    }

    /**
     * Finds out who asks: by the access token if it is good, else by the refresh token, which is exchanged for new
     * tokens. Several requests of one browser at once all stay signed in.
     *
     * @param cookieHeader as for {@link AuthCookies#read}
     * @param caller who asks
     * @return who it is, or nobody; with the cookies that the answer must set
     * @throws AuthException what {@link AuthService#refresh} refuses otherwise; the cookies are still good
     */
    public CookieSession resume(@Nullable String cookieHeader, Caller caller) {
        Optional<CookieSession> present =
                cookies.read(CookieKind.ACCESS, cookieHeader).flatMap(token -> signedOn(token, List.of()));
        if (present.isPresent()) {
            return present.get();
        }
        Optional<String> refreshToken = cookies.read(CookieKind.REFRESH, cookieHeader);
        if (refreshToken.isEmpty()) {
            return new CookieSession(Optional.empty(), "", List.of());
        }
        return refreshed(refreshToken.get(), caller)
                .flatMap(fresh -> signedOn(fresh.tokens().accessToken(), cookies.signIn(fresh.tokens())))
                .orElseGet(() -> new CookieSession(Optional.empty(), "", cookies.signOut()));
    }

    /**
     * Ends the session on the server, so that copies of the cookies are worth nothing, and makes the browser forget
     * them. Needs no {@link #resume} before it, and is better off without: a store that is down would refuse there, and
     * nothing would be forgotten. Never throws: what went wrong is in the answer.
     *
     * <p>A cookie that is there more than once is no obstacle: the session of every copy ends. Who planted one loses
     * theirs.
     *
     * @param cookieHeader as for {@link AuthCookies#read}
     * @param caller who asks
     * @return what the browser must be told in any case, and whether the session has ended
     */
    public SignedOut signOut(@Nullable String cookieHeader, Caller caller) {
        RuntimeException failure = null;
        for (String token : tokens(cookieHeader)) {
            try {
                auth.logout(new Logout(token, caller));
            } catch (RuntimeException broken) {
                // The others may be luckier: theirs may be the session that counts.
                failure = broken;
            }
        }
        return new SignedOut(cookies.signOut(), Optional.ofNullable(failure));
    }

    private List<String> tokens(@Nullable String cookieHeader) {
        return Stream.of(CookieKind.ACCESS, CookieKind.REFRESH)
                .flatMap(kind -> cookies.readAll(kind, cookieHeader).stream())
                .distinct()
                .toList();
    }

    private Optional<CookieSession> signedOn(String accessToken, List<String> setCookies) {
        try {
            return Optional.of(
                    new CookieSession(Optional.of(auth.verifyAccessToken(accessToken)), accessToken, setCookies));
        } catch (AuthException refused) {
            return nobodyIfDead(refused);
        }
    }

    private Optional<SignedIn> refreshed(String refreshToken, Caller caller) {
        try {
            return Optional.of(auth.refresh(new Refresh(refreshToken, caller)));
        } catch (AuthException refused) {
            return nobodyIfDead(refused);
        }
    }

    private static <T> Optional<T> nobodyIfDead(AuthException refused) {
        if (DEAD.contains(refused.code())) {
            return Optional.empty();
        }
        throw refused;
    }
}
