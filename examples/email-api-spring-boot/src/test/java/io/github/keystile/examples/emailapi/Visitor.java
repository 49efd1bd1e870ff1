package io.github.keystile.examples.emailapi;

import static org.assertj.core.api.Assertions.assertThat;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A client with a cookie jar that can be looked into and emptied. */
final class Visitor {
    private static final JsonMapper JSON = new JsonMapper();

    final Map<String, String> cookies = new TreeMap<>();
    final Map<String, String> headers = new LinkedHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    Visitor(String base) {
        this.base = base;
        headers.put("User-Agent", "Test/1");
    }

    /** What came back. */
    record Reply(int status, Map<String, List<String>> headers, String body) {
        Reply expect(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        /** Just this status and this message, in the document's shape and with nothing else. */
        Reply refused(int expected, String message) {
            expect(expected);
            assertThat(json()).isEqualTo(failure(message));
            return this;
        }

        /** The document's shape, whatever the message. */
        Reply refused(int expected) {
            return refused(expected, text("message"));
        }

        JsonNode json() {
            return JSON.readTree(body);
        }

        String text(String field) {
            assertThat(json().path(field).isString()).as(body).isTrue();
            return json().path(field).asString();
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    static JsonNode failure(String message) {
        return JSON.createObjectNode().put("success", false).put("message", message);
    }

    Reply get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    Reply me(String token) {
        return send(HttpRequest.newBuilder(URI.create(base + "/me")).header("Authorization", "Bearer " + token));
    }

    Reply post(String path, String... fields) {
        ObjectNode json = JSON.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            json.put(fields[i], fields[i + 1]);
        }
        return postJson(path, json.toString());
    }

    Reply postJson(String path, String json) {
        return send("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    Reply send(String method, String path, String type, byte[] body) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body)));
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
