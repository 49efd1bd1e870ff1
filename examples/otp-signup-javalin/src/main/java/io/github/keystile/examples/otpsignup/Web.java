package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.ChallengeCookies;
import io.github.keystile.auth.web.CookiePolicy;
import io.github.keystile.auth.web.CookieSessions;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Puts the routes, the pages and what guards them together. */
final class Web {
    private static final long MAX_BODY = 16 * 1024;
    /** Jetty's own limit of 8 KB is soon full of cookies of others on the same name, such as localhost. */
    private static final int MAX_HEADERS = 64 * 1024;

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Settings settings;
    private final AuthService auth;
    private final Inbox inbox;
    private final Clock clock;

    Web(Settings settings, AuthService auth, Inbox inbox, Clock clock) {
        this.settings = settings;
        this.auth = auth;
        this.inbox = inbox;
        this.clock = clock;
    }

    Javalin server() {
        return Javalin.create(this::configure);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = MAX_BODY;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(MAX_HEADERS);
        });
        config.jetty.modifyServer(server -> server.setErrorHandler(Web::tellUnreadable));
        config.staticFiles.add(files -> {
            files.hostedPath = "/assets";
            files.directory = "/assets";
            files.location = Location.CLASSPATH;
            files.headers = Map.of("Cache-Control", "max-age=300");
        });

        CookiePolicy policy = settings.appUrl().map(CookiePolicy::forOrigin).orElseGet(CookiePolicy::loopbackHttp);
        AuthCookies cookies = AuthCookies.of(policy).withClock(clock);
        Browser browser =
                new Browser(cookies, CookieSessions.of(auth, cookies), ChallengeCookies.of(cookies, settings.secret()));
        AlreadyDone already = new AlreadyDone(auth, browser);
        Layout layout = new Layout(settings.smtp().isEmpty());
        config.routes.before(Web::guardAnswer);
        config.routes.before(new OriginGuard(settings));
        config.routes.before(ctx -> signOn(ctx, browser));
        new SignupRoutes(auth, browser, already, clock).addTo(config.routes);
        new LoginRoutes(auth, browser).addTo(config.routes);
        new ResetRoutes(auth, browser, already, clock).addTo(config.routes);
        new SessionRoutes(auth, browser).addTo(config.routes);
        new AccountRoutes(auth, browser).addTo(config.routes);
        new HomePage(auth, browser, layout).addTo(config.routes);
        new FormPages(browser, layout).addTo(config.routes);
        if (settings.smtp().isEmpty()) {
            new InboxPage(inbox, layout).addTo(config.routes);
        }
        new Errors(layout).addTo(config.routes);
    }

    /** Pictures and style sheets need nobody, and whoever leaves is not signed on first: the store may be down. */
    private static void signOn(Context ctx, Browser browser) {
        if (!ctx.path().startsWith("/assets/") && !ctx.path().equals("/logout")) {
            browser.resume(ctx, Callers.of(ctx));
        }
    }

    private static void guardAnswer(Context ctx) {
        ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        // Not no-referrer: with it, browsers send "Origin: null" with forms.
        ctx.header("Referrer-Policy", "same-origin");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Cache-Control", "no-store");
    }

    /** For what no route ever sees, such as an address that is not UTF-8. */
    private static boolean tellUnreadable(Request request, Response response, Callback callback) {
        response.getHeaders().put("Content-Type", "application/json");
        response.getHeaders().put("Cache-Control", "no-store");
        String answer = "{\"error\":\"BAD_REQUEST\",\"message\":\"The request cannot be understood.\"}";
        response.write(true, ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }
}
