package io.github.keystile.examples.otpsignup;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The text fields of a request, from JSON or a form. What is not clean UTF-8 is refused, never mended. */
final class Body {
    private final Map<String, String> fields;

    private Body(Map<String, String> fields) {
        this.fields = fields;
    }

    static Body of(Context ctx) {
        byte[] bytes = ctx.bodyAsBytes();
        if (bytes.length == 0) {
            return new Body(Map.of());
        }
        String type = ctx.contentType() == null
                ? ""
                : ctx.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals("application/json")) {
            return new Body(json(bytes));
        }
        if (type.equals("application/x-www-form-urlencoded")) {
            return new Body(form(bytes));
        }
        throw Refusal.of(415, "UNSUPPORTED_MEDIA_TYPE", "Send JSON, with Content-Type: application/json.");
    }

    String text(String field) {
        return optional(field)
                .orElseThrow(() -> Refusal.at(field, 400, "MISSING_FIELD", "The field " + field + " is missing."));
    }

    Optional<String> optional(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    private static Map<String, String> json(byte[] bytes) {
        Map<String, String> fields = new HashMap<>();
        for (Map.Entry<String, JsonNode> property : parse(utf8(bytes)).properties()) {
            if (property.getValue().isTextual()) {
                fields.put(property.getKey(), property.getValue().textValue());
            } else if (!property.getValue().isNull()) {
                throw Refusal.of(400, "WRONG_TYPE", "Every field of the JSON object must be a text.");
            }
        }
        return fields;
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode tree = JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readTree(text);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException e) {
            // Falls through: the parser's message would repeat what was sent.
        }
        throw Refusal.of(400, "MALFORMED_BODY", "The body is not one JSON object.");
    }

    private static Map<String, String> form(byte[] bytes) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : latin1(bytes).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2 && fields.put(unescape(parts[0]), unescape(parts[1])) != null) {
                throw Refusal.of(400, "MALFORMED_BODY", "A field of the form is there twice.");
            }
        }
        return fields;
    }

    /** Unescapes to bytes first: the decoder for UTF-8 would replace what is malformed. */
    private static String unescape(String text) {
        try {
            return utf8(URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw Refusal.of(400, "MALFORMED_BODY", "The form is not properly encoded.");
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.of(400, "MALFORMED_BODY", "The body is not UTF-8.");
        }
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
