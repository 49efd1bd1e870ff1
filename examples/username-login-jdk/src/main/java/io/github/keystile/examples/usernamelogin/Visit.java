package io.github.keystile.examples.usernamelogin;

import com.sun.net.httpserver.HttpExchange;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.web.AcceptLanguage;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.CookieSession;
import io.github.keystile.auth.web.CookieSessions;
import io.github.keystile.auth.web.SignedOut;
import java.util.ArrayList;
import java.util.List;

/** One request: who asks, and which cookies the answer sets. */
final class Visit {
    private final HttpExchange exchange;
    private final AuthCookies cookies;
    private final CookieSessions sessions;
    private final List<String> setCookies = new ArrayList<>();
    private String accessToken = "";

    Visit(HttpExchange exchange, AuthCookies cookies, CookieSessions sessions) {
        this.exchange = exchange;
        this.cookies = cookies;
        this.sessions = sessions;
    }

    Body body() {
        return Body.of(exchange);
    }

    /** Behind a proxy, take the address from the header that your proxy overwrites, and from no other. */
    Caller caller() {
        return Caller.at(exchange.getRemoteAddress().getAddress().getHostAddress())
                .withUserAgent(exchange.getRequestHeaders().getFirst("User-Agent"))
                .withLocale(
                        AcceptLanguage.preferred(exchange.getRequestHeaders().getFirst("Accept-Language")));
    }

    /** Empty if nobody is signed in, which every verb refuses as it refuses a forged one. */
    String accessToken() {
        return accessToken;
    }

    /** Signs a visitor on whose access token has run out. */
    void resume() {
        CookieSession visitor = sessions.resume(cookieHeader(), caller());
        accessToken = visitor.accessToken();
        setCookies.addAll(visitor.setCookies());
    }

    void signIn(SignedIn signedIn) {
        accessToken = signedIn.tokens().accessToken();
        setCookies.addAll(cookies.signIn(signedIn.tokens()));
    }

    /** Ends the session on the server too, so that a copied cookie is worth nothing. */
    void signOut() {
        accessToken = "";
        SignedOut out = sessions.signOut(cookieHeader(), caller());
        setCookies.addAll(out.setCookies());
        out.requireEnded();
    }

    List<String> setCookies() {
        return setCookies;
    }

    /** HTTP/2 proxies may split the header; a cookie in both halves must count as there twice. */
    private String cookieHeader() {
        return String.join("; ", exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
    }
}
