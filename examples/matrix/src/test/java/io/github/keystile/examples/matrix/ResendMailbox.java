package io.github.keystile.examples.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.mail.resend.ResendMailer;
import io.github.keystile.auth.user.EmailAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Resend's part, played in this process: {@code POST /emails}, for whoever has the key. */
final class ResendMailbox implements Mailbox {
    private static final String KEY = "re_matrix_0123456789";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<JsonNode> mails = new CopyOnWriteArrayList<>();

    ResendMailbox() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/emails", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean allowed =
                    ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            JsonNode mail = JSON.readTree(exchange.getRequestBody());
            if (allowed) {
                mails.add(mail);
            }
            byte[] answer = (allowed ? "{\"id\":\"" + mails.size() + "\"}" : "{\"name\":\"invalid_api_key\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(allowed ? 200 : 403, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public Mailer mailer() {
        return ResendMailer.builder(KEY, EmailAddress.of("no-reply@shop.example"))
                .baseUrl(URI.create("http://localhost:" + server.getAddress().getPort()))
                .build();
    }

    @Override
    public List<String> texts(String address) {
        return mails.stream()
                .filter(mail -> mail.path("to").toString().contains('"' + address + '"'))
                .map(mail -> mail.path("text").asText())
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
