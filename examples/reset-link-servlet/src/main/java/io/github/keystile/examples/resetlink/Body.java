package io.github.keystile.examples.resetlink;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** The JSON object of a request. What is not clean UTF-8 is refused, never mended. */
record Body(JsonNode object) {
    private static final int MAX_BYTES = 16 * 1024;
    /** What is too large is read this far, so that the answer gets through before the connection is reset. */
    private static final int MAX_SKIPPED = 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Body of(HttpServletRequest request) {
        byte[] bytes = read(request);
        String type = Objects.requireNonNullElse(request.getContentType(), "");
        if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json")) {
            throw new Refusal(415, "Send JSON, with Content-Type: application/json.");
        }
        try {
            // Decoded here, because the parser would guess at UTF-16 and UTF-32 too.
            JsonNode tree = JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
            if (tree.isObject()) {
                return new Body(tree);
            }
        } catch (JacksonException | CharacterCodingException e) {
            // Falls through: the parser's message would repeat what was sent.
        }
        throw new Refusal(400, "The body is not one JSON object in UTF-8.");
    }

    String text(String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual()) {
            throw new Refusal(400, "The field " + field + " is missing or not a text.");
        }
        return value.textValue();
    }

    private static byte[] read(HttpServletRequest request) {
        try {
            InputStream stream = request.getInputStream();
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                stream.readNBytes(MAX_SKIPPED);
                throw new Refusal(413, "The request is too large: at most 16 KB.");
            }
            return bytes;
        } catch (IOException e) {
            throw new Refusal(400, "The body could not be read.");
        }
    }

    @Override
    public String toString() {
        return "Body[]";
    }
}
