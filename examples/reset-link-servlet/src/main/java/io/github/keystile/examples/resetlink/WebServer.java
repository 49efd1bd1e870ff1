package io.github.keystile.examples.resetlink;

import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with one servlet context. The port is bound first, because mailed links may have to name it. */
final class WebServer implements AutoCloseable {
    /** Jetty's own limit of 8 KB is soon full of cookies of others on the same name, such as localhost. */
    private static final int MAX_HEADERS = 64 * 1024;

    private final Server server = new Server();
    private final ServerConnector connector;

    private WebServer(String host, int port) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADERS);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        server.setErrorHandler(new JsonErrors());
    }

    static WebServer bind(String host, int port) {
        WebServer web = new WebServer(host, port);
        try {
            web.connector.open();
            return web;
        } catch (IOException | RuntimeException e) {
            throw new StartUpRefused("HOST and PORT cannot be listened on: set a PORT that is free, or 0 for any, and a"
                    + " HOST of this machine");
        }
    }

    void start(ServletContextListener wiring) {
        ServletContextHandler context = new ServletContextHandler();
        context.setErrorHandler(new JsonErrors());
        context.addEventListener(wiring);
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("The server does not start", e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        connector.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The server does not stop", e);
        }
    }
}
