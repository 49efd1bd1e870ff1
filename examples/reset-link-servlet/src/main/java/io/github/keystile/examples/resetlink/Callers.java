package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.web.AcceptLanguage;
import jakarta.servlet.http.HttpServletRequest;

/** Who asks. Behind a proxy, take the address from the header that your proxy overwrites, and from no other. */
final class Callers {
    private Callers() {}

    static Caller of(HttpServletRequest request) {
        return Caller.at(request.getRemoteAddr())
                .withUserAgent(request.getHeader("User-Agent"))
                .withLocale(AcceptLanguage.preferred(request.getHeader("Accept-Language")));
    }
}
