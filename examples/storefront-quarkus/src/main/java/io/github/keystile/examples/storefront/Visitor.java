package io.github.keystile.examples.storefront;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.web.AcceptLanguage;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.CookieKind;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;

/** Who asks, and what the browser was given to keep. */
@RequestScoped
class Visitor {
    private final HttpServerRequest request;
    private final AuthCookies cookies;

    Visitor(HttpServerRequest request, AuthCookies cookies) {
        this.request = request;
        this.cookies = cookies;
    }

    /** Behind a proxy, set quarkus.http.proxy.proxy-address-forwarding and the proxy to trust. */
    Caller caller() {
        return Caller.at(request.remoteAddress().hostAddress())
                .withUserAgent(request.getHeader(HttpHeaders.USER_AGENT))
                .withLocale(AcceptLanguage.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /** Empty if there is none, which is refused as a forged one is. */
    String ticket() {
        // HTTP/2 may split the header; a cookie in both halves must count as there twice.
        String header = String.join("; ", request.headers().getAll(HttpHeaders.COOKIE));
        return cookies.read(CookieKind.TICKET, header).orElse("");
    }
}
