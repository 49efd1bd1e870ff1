package io.github.keystile.examples.storefront;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ResetTicket;
import io.github.keystile.auth.web.AcceptLanguage;
import io.github.keystile.auth.web.ChallengeCookies;
import io.github.keystile.auth.web.CookieKind;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;

/** Who asks, and what the browser was given to keep. */
@RequestScoped
class Visitor {
    private final HttpServerRequest request;
    private final ChallengeCookies waiting;

    Visitor(HttpServerRequest request, ChallengeCookies waiting) {
        this.request = request;
        this.waiting = waiting;
    }

    /** Behind a proxy, set quarkus.http.proxy.proxy-address-forwarding and the proxy to trust. */
    Caller caller() {
        return Caller.at(request.remoteAddress().hostAddress())
                .withUserAgent(request.getHeader(HttpHeaders.USER_AGENT))
                .withLocale(AcceptLanguage.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /** Empty if there is none, which is refused as a forged one is. */
    String ticket(String email) {
        return waiting.find(CookieKind.TICKET, email, cookieHeader()).orElse("");
    }

    /** Answers with a header value, as {@link #forgetTicket} does. */
    String keepTicket(String email, ResetTicket ticket) {
        return waiting.keepTicket(email, ticket, cookieHeader());
    }

    String forgetTicket(String email) {
        return waiting.forget(CookieKind.TICKET, email, cookieHeader());
    }

    /** HTTP/2 may split the header; a cookie in both halves must count as there twice. */
    private String cookieHeader() {
        return String.join("; ", request.headers().getAll(HttpHeaders.COOKIE));
    }
}
