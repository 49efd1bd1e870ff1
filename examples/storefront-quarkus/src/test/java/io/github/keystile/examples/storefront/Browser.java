package io.github.keystile.examples.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A client with a cookie jar that can be looked into. Cookies end when they are cleared, and not before. */
final class Browser {
    private static final JsonMapper JSON = JsonMapper.builder()
            // So that half a surrogate pair gets through.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    final Map<String, String> cookies = new TreeMap<>();
    final Map<String, String> headers = new LinkedHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    Browser(String base) {
        this.base = base;
    }

    /** What came back. */
    record Reply(int status, Map<String, List<String>> headers, String body) {
        Reply expect(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        /** Just this status and this message, and nothing else in the body. */
        Reply expect(int expected, String message) {
            expect(expected);
            assertThat(json()).isEqualTo(JSON.createObjectNode().put("message", message));
            return this;
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + body, e);
            }
        }

        String header(String name) {
            return String.join("; ", headers.getOrDefault(name, List.of()));
        }
    }

    Reply get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    Reply post(String path, String... fields) {
        ObjectNode json = JSON.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            json.put(fields[i], fields[i + 1]);
        }
        try {
            return post(path, "application/json", JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    Reply post(String path, String type, byte[] body) {
        return post(path, type, HttpRequest.BodyPublishers.ofByteArray(body));
    }

    Reply post(String path, String type, HttpRequest.BodyPublisher body) {
        return send(HttpRequest.newBuilder(URI.create(base + "/api/auth/" + path))
                .header("Content-Type", type)
                .POST(body));
    }

    Browser twin() {
        Browser twin = new Browser(base);
        twin.cookies.putAll(cookies);
        return twin;
    }

    private Reply send(HttpRequest.Builder request) {
        headers.forEach(request::setHeader);
        if (!cookies.isEmpty()) {
            request.setHeader(
                    "Cookie", cookies.entrySet().stream().map(Object::toString).collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            response.headers().allValues("set-cookie").forEach(this::keep);
            return new Reply(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void keep(String setCookie) {
        String pair = setCookie.substring(0, setCookie.indexOf(';'));
        String name = pair.substring(0, pair.indexOf('='));
        if (setCookie.contains("Max-Age=0;")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(name.length() + 1));
        }
    }
}
