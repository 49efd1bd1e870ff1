package io.github.keystile.examples.resetlink;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.keystile.auth.user.User;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers. */
final class Answer {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Answer() {}

    static void message(HttpServletResponse response, int status, String message) throws IOException {
        write(response, status, Map.of("message", message));
    }

    static void write(HttpServletResponse response, int status, Map<String, ?> fields) throws IOException {
        write(response, status, "application/json", MAPPER.writeValueAsString(fields));
    }

    static void write(HttpServletResponse response, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    static Map<String, Object> user(User user) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", user.id());
        fields.put("email", user.email().address());
        fields.put("emailVerified", user.emailVerified());
        return fields;
    }
}
