package io.github.keystile.examples.usernamelogin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is answered. */
record Reply(int status, String type, String text, Map<String, String> headers) {
    private static final JsonMapper JSON = new JsonMapper();

    static Reply msg(String msg) {
        return json(200, Map.of("msg", msg));
    }

    static Reply refusal(int status, String msg) {
        return json(status, Map.of("msg", msg));
    }

    static Reply json(int status, Map<String, Object> fields) {
        try {
            return new Reply(status, "application/json", JSON.writeValueAsString(fields), Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and truth values can be written", e);
        }
    }

    static Reply plain(String text) {
        return new Reply(200, "text/plain; charset=utf-8", text, Map.of());
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, text, more);
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
