package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.web.OriginCheck;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;

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
        OriginCheck check = OriginCheck.allowing(origins(ctx.req().getLocalPort()));
        if (!check.allows(method, ctx.header("Origin"), ctx.header("Sec-Fetch-Site"))) {
            throw new Refusal(
                    new Problem(403, "FOREIGN_ORIGIN", "This request came from another web site.", null, null));
        }
    }

    private URI[] origins(int port) {
        return settings.appUrl().map(url -> new URI[] {url}).orElseGet(() -> new URI[] {
            URI.create("http://localhost:" + port),
            URI.create("http://127.0.0.1:" + port),
            URI.create("http://[::1]:" + port)
        });
    }
}
