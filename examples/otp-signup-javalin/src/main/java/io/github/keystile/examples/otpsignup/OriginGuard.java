package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.web.OriginCheck;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Refuses what other web sites make a visitor's browser send. */
final class OriginGuard implements Handler {
    private final Settings settings;

    OriginGuard(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void handle(Context ctx) {
        String method = ctx.method().name();
        // The port is known only once the server listens; the Host header is the visitor's and proves nothing.
        OriginCheck check = settings.appUrl()
                .map(OriginCheck::allowing)
                .orElseGet(() -> OriginCheck.onLoopback(ctx.req().getLocalPort()));
        if (!check.allows(method, ctx.header("Origin"), ctx.header("Sec-Fetch-Site"))) {
            throw new Refusal(
                    new Problem(403, "FOREIGN_ORIGIN", "This request came from another web site.", null, null));
        }
    }
}
