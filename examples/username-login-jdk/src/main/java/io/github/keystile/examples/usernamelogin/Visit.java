package io.github.keystile.examples.usernamelogin;

import com.sun.net.httpserver.HttpExchange;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.Tokens;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.CookieKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One request: who asks, what the cookies hold, and which cookies the answer sets. */
final class Visit {
    private final HttpExchange exchange;
    private final AuthCookies cookies;
    private final Clock clock;
    private final Map<CookieKind, String> tokens = new EnumMap<>(CookieKind.class);
    private final Map<CookieKind, String> setCookies = new EnumMap<>(CookieKind.class);

    Visit(HttpExchange exchange, AuthCookies cookies, Clock clock) {
        this.exchange = exchange;
        this.cookies = cookies;
        this.clock = clock;
        // HTTP/2 proxies may split the header; a cookie in both halves must count as there twice.
        String header = String.join("; ", exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
        for (CookieKind kind : List.of(CookieKind.ACCESS, CookieKind.REFRESH)) {
            tokens.put(kind, cookies.read(kind, header).orElse(""));
        }
    }

    Body body() {
        return Body.of(exchange);
    }

    /** Behind a proxy, take the address from the header that your proxy overwrites, and from no other. */
    Caller caller() {
        return new Caller(
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                exchange.getRequestHeaders().getFirst("User-Agent"),
                null);
    }

    /** Empty if there is none, which every verb refuses as it refuses a forged one. */
    String accessToken() {
        return tokens.getOrDefault(CookieKind.ACCESS, "");
    }

    String refreshToken() {
        return tokens.getOrDefault(CookieKind.REFRESH, "");
    }

    void signIn(SignedIn signedIn) {
        Tokens fresh = signedIn.tokens();
        keep(CookieKind.ACCESS, fresh.accessToken(), fresh.accessExpiresAt());
        keep(CookieKind.REFRESH, fresh.refreshToken(), fresh.refreshExpiresAt());
    }

    void signOut() {
        tokens.clear();
        setCookies.put(CookieKind.ACCESS, cookies.clear(CookieKind.ACCESS));
        setCookies.put(CookieKind.REFRESH, cookies.clear(CookieKind.REFRESH));
    }

    Collection<String> setCookies() {
        return setCookies.values();
    }

    private void keep(CookieKind kind, String token, Instant until) {
        tokens.put(kind, token);
        setCookies.put(kind, cookies.set(kind, token, Duration.between(clock.instant(), until)));
    }
}
