package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.web.AcceptLanguage;
import io.javalin.http.Context;

/** Who asks. Behind a proxy, take the address from the header that your proxy overwrites, and from no other. */
final class Callers {
    private Callers() {}

    static Caller of(Context ctx) {
        return Caller.at(ctx.ip())
                .withUserAgent(ctx.userAgent())
                .withLocale(AcceptLanguage.preferred(ctx.header("Accept-Language")));
    }
}
