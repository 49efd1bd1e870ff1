package io.github.keystile.examples.resetlink;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The address where the issuer's keys are, as a gateway would serve it: the same whichever application is behind. */
final class KeysPage implements AutoCloseable {
    private static final String PATH = "/.well-known/jwks.json";

    final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<String> document = new AtomicReference<>("");
    private final AtomicBoolean stalling = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;

    KeysPage() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PATH, exchange -> {
            asked.incrementAndGet();
            if (stalling.get()) {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                awaitClose();
                exchange.close();
                return;
            }
            byte[] body = document.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    /** Serves from now on what the application serves now. */
    void follow(TestApp app) {
        document.set(app.client().get(PATH).expect(200).body());
    }

    void serve(String text) {
        document.set(text);
    }

    /** From now on stops after the first character, and keeps the connection open. */
    void stall() {
        stalling.set(true);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
