package io.github.keystile.examples.usernamelogin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.AuthInfrastructureException;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.CookiePolicy;
import io.github.keystile.auth.web.CookieSessions;
import io.github.keystile.auth.web.Loopback;
import io.github.keystile.auth.web.OriginCheck;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every request comes through here: guards, refresh, route, and one answer whatever goes wrong. */
final class Web implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(Web.class);

    private final AuthCookies cookies;
    private final CookieSessions sessions;
    private final OriginCheck origins;
    private final Map<String, Map<String, Function<Visit, Reply>>> routes;

    Web(Settings settings, AuthService auth, Inbox inbox, Clock clock, int port) {
        CookiePolicy policy = settings.appUrl().map(CookiePolicy::forOrigin).orElseGet(CookiePolicy::loopbackHttp);
        this.cookies = AuthCookies.of(policy.withName("username-login")).withClock(clock);
        this.sessions = CookieSessions.of(auth, cookies);
        this.origins = settings.appUrl().map(OriginCheck::allowing).orElseGet(() -> OriginCheck.onLoopback(port));
        this.routes = new HashMap<>(new Routes(auth).all());
        if (settings.smtp().isEmpty()) {
            routes.put("/dev/inbox", Map.of("GET", visit -> Reply.plain(inbox.page())));
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Visit visit = new Visit(exchange, cookies, sessions);
            Reply reply = answer(exchange, visit);
            Headers headers = exchange.getResponseHeaders();
            visit.setCookies().forEach(cookie -> headers.add("Set-Cookie", cookie));
            reply.headers().forEach(headers::set);
            headers.set("Content-Type", reply.type());
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Cache-Control", "no-store");
            byte[] bytes = reply.bytes();
            boolean bodiless = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : bytes.length);
            if (!bodiless) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private Reply answer(HttpExchange exchange, Visit visit) {
        try {
            return dispatch(exchange, visit);
        } catch (Refusal e) {
            return Reply.refusal(e.status(), String.valueOf(e.getMessage()));
        } catch (AuthException e) {
            return Messages.of(e);
        } catch (AuthInfrastructureException e) {
            log.error("Broken: {}", e.getMessage());
            return Reply.refusal(503, "The service is not available. Try again in a moment");
        } catch (RuntimeException e) {
            // Without its message, which may repeat what was sent.
            log.error("{} at {}", e.getClass().getName(), e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "?");
            return Reply.refusal(500, "Something went wrong on our side. Try again later");
        }
    }

    private Reply dispatch(HttpExchange exchange, Visit visit) {
        guard(exchange);
        String path = exchange.getRequestURI().getRawPath();
        Map<String, Function<Visit, Reply>> methods = routes.get(path == null ? "" : path);
        if (methods == null) {
            throw new Refusal(404, "There is no such page");
        }
        Function<Visit, Reply> route = methods.get(exchange.getRequestMethod());
        if (route == null) {
            return Reply.refusal(405, "This address does not take that method")
                    .with("Allow", String.join(", ", methods.keySet()));
        }
        // Whoever leaves is not signed on first: the store may be down.
        if (!path.equals("/logout")) {
            visit.resume();
        }
        return route.apply(visit);
    }

    /** Other sites' pages may not act here, nor, by a name of theirs that leads to loopback, read the inbox. */
    private void guard(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String method = exchange.getRequestMethod();
        if (!origins.allows(method, headers.getFirst("Origin"), headers.getFirst("Sec-Fetch-Site"))) {
            throw new Refusal(403, "This request came from another web site");
        }
        boolean onLoopback = exchange.getLocalAddress().getAddress().isLoopbackAddress();
        String host = Optional.ofNullable(headers.getFirst("Host")).orElse("").replaceFirst(":[0-9]*$", "");
        if (routes.containsKey("/dev/inbox") && !(onLoopback && Loopback.isLoopback(host))) {
            throw new Refusal(421, "Ask for this by a name of this machine, such as localhost");
        }
    }
}
