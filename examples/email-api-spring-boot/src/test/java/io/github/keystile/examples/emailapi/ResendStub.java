package io.github.keystile.examples.emailapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for Resend: takes every mail that comes with the key. */
final class ResendStub implements AutoCloseable {
    static final String KEY = "re_Test-0123456789";

    private static final JsonMapper JSON = new JsonMapper();

    private final List<JsonNode> mails = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    ResendStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/emails", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<JsonNode> mailsTo(String email) {
        return mails.stream()
                .filter(mail -> mail.path("to").asString().equals(email))
                .toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean known =
                    ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            JsonNode mail = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (known) {
                mails.add(mail);
            }
            byte[] answer = "{\"id\":\"49a3999c\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
