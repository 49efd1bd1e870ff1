package io.github.keystile.examples.resetlink;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.keystile.auth.user.User;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers. */
final class Answer {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Answer() {}

    static void message(HttpServletResponse response, int status, String message) throws IOException {
        write(response, status, Map.of("message", message));
    }

    static void write(HttpServletResponse response, int status, Map<String, ?> fields) throws IOException {
        write(response, status, "application/json", JSON.writeValueAsString(fields));
    }

    static void write(HttpServletResponse response, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    static Map<String, Object> user(User user) {
        return Map.of("id", user.id(), "email", user.email().address(), "emailVerified", user.emailVerified());
    }
}
