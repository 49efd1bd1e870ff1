package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.web.Loopback;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/** A second service, which knows who asks from the issuer's public keys alone: no database, no secret, no cookies. */
public final class OrdersService implements AutoCloseable {
    private static final int BAD_CONFIGURATION = 2;

    private final WebServer server;

    private OrdersService(WebServer server) {
        this.server = server;
    }

    /**
     * Runs the service with the process's environment until it is stopped.
     *
     * @param arguments not used
     */
    public static void main(String[] arguments) {
        try {
            OrdersService service = start(System.getenv(), Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
            System.out.println("Address   http://localhost:" + service.port() + "/orders");
        } catch (StartUpRefused e) {
            System.err.println(e.getMessage());
            System.exit(BAD_CONFIGURATION);
        }
    }

    static OrdersService start(Map<String, String> environment, Clock clock) {
        Env env = new Env(environment);
        PublishedKeys keys = PublishedKeys.fetch(jwksUrl(env), TokenNames.from(env), clock);
        WebServer server = WebServer.bind(
                env.text("HOST", "127.0.0.1"), env.port("PORT", 0).orElse(8001));
        server.start(new OrdersWiring(keys));
        return new OrdersService(server);
    }

    /** Whoever can change the document on its way decides who is signed in. */
    private static URI jwksUrl(Env env) {
        String text = env.required("JWKS_URL", "to the issuer's " + Wiring.JWKS);
        String cure = "JWKS_URL is not an address to trust: set https://…, or http://localhost…";
        try {
            URI url = URI.create(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if (url.getHost() == null
                    || !(scheme.equals("https") || (scheme.equals("http") && Loopback.isLoopback(url.getHost())))) {
                throw new StartUpRefused(cure);
            }
            return url;
        } catch (IllegalArgumentException e) {
            throw new StartUpRefused(cure);
        }
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    private record OrdersWiring(PublishedKeys keys) implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            ServletContext context = event.getServletContext();
            Wiring.filter(context, new HeadersFilter(), "/*");
            Wiring.filter(context, new ErrorFilter(), "/*");
            Wiring.filter(context, new BearerFilter(keys), "/orders");
            Wiring.servlet(context, new OrdersServlet(), "/orders");
            Wiring.servlet(context, new NotFoundServlet(), "/");
        }
    }
}
