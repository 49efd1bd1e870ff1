package io.github.keystile.auth.mail.resend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in for Resend: takes a mail once for each idempotency key, or answers what it was told to. What Resend's
 * description of its API forbids, it answers with a refusal, and complains about at {@link #close}.
 */
final class ResendStub implements AutoCloseable {
    static final String API_KEY = "re_Test-0123456789abcdef";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One request as it arrived. */
    record Request(String method, String path, Headers headers, String body) {
        String header(String name) {
            return String.join("|", headers.getOrDefault(name, List.of()));
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException("not JSON", e);
            }
        }
    }

    /** What to answer instead of taking the mail. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final Optional<OpenApi> description = OpenApi.find();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Map<String, Request> taken = new ConcurrentHashMap<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    ResendStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    ResendStub answer(Answer answer) {
        answers.add(answer);
        return this;
    }

    /** Answers in Resend's form. */
    ResendStub refuse(int status, String name, String message) {
        return answer(exchange -> reply(exchange, status, error(status, name, message)));
    }

    List<Request> requests() {
        return requests;
    }

    Request only() {
        if (requests.size() != 1) {
            throw new AssertionError(requests.size() + " requests");
        }
        return requests.get(0);
    }

    /** The mails that Resend would deliver. */
    List<Request> taken() {
        return List.copyOf(taken.values());
    }

    /** Takes a mail, and then something else happens to the answer. */
    void take(Request request) {
        taken.put(request.header("Idempotency-Key"), request);
    }

    static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static String error(int status, String name, String message) {
        return JSON.createObjectNode()
                .put("statusCode", status)
                .put("name", name)
                .put("message", message)
                .toString();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        if (!complaints.isEmpty()) {
            throw new AssertionError("Resend's description forbids: " + complaints);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
        List<String> forbidden = forbidden(request);
        complaints.addAll(forbidden);
        Answer answer = answers.poll();
        if (!forbidden.isEmpty()) {
            reply(exchange, 422, error(422, "validation_error", String.join("; ", forbidden)));
        } else if (answer != null) {
            answer.to(exchange);
        } else {
            accept(exchange, request);
        }
    }

    private void accept(HttpExchange exchange, Request request) throws IOException {
        String key = request.header("Idempotency-Key");
        Request first = taken.putIfAbsent(key, request);
        if (first == null || first.body().equals(request.body())) {
            reply(exchange, 200, JSON.createObjectNode().put("id", key).toString());
        } else {
            reply(exchange, 409, error(409, "invalid_idempotent_request", "another body"));
        }
    }

    private List<String> forbidden(Request request) {
        if (!request.header("Authorization").equals("Bearer " + API_KEY)) {
            return List.of("a request without the key");
        }
        return description
                .map(known -> known.complaints(
                        request.method().toLowerCase(Locale.ROOT),
                        request.path(),
                        request.header("Content-Type"),
                        request.header("Idempotency-Key"),
                        request.json()))
                .orElse(List.of());
    }
}
