package io.github.keystile.auth.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a text in the compact form (RFC 7515 section 7.1) says, read so that each token has one spelling and one
 * meaning: canonical base64url (RFC 4648 section 3.5), well-formed UTF-8, no member twice (RFC 7519 section 4).
 *
 * @param header the first part
 * @param payload the second part
 */
record CompactForm(ObjectNode header, ObjectNode payload) {
    static final int MAX_LENGTH = 4096;

    private static final ObjectReader STRICT_JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /** Throws some RuntimeException for everything else. */
    static CompactForm parse(String token) {
        List<byte[]> parts = decode(token);
        return new CompactForm(parseObject(parts.get(0)), parseObject(parts.get(1)));
    }

    /** The three parts as bytes, whatever they hold. */
    static List<byte[]> decode(String token) {
        // Before anything is decoded: the cost of nonsense is bounded here.
        if (token.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("Too long");
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("Not three parts");
        }
        return Stream.of(parts).map(CompactForm::decodePart).toList();
    }

    static byte[] decodePart(String part) {
        byte[] decoded = Base64.getUrlDecoder().decode(part);
        // The JDK's decoder takes padding and stray bits at the end; writing it again shows them.
        if (part.isEmpty()
                || !part.equals(Base64.getUrlEncoder().withoutPadding().encodeToString(decoded))) {
            throw new IllegalArgumentException("Not canonical base64url");
        }
        return decoded;
    }

    /** Well-formed UTF-8, no member twice, nothing after it. */
    static ObjectNode parseObject(byte[] json) {
        try {
            JsonNode node = STRICT_JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString());
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException("Not a JSON object");
        } catch (JsonProcessingException | CharacterCodingException e) {
            // Without the cause: its message repeats what was sent.
            throw new IllegalArgumentException("Not JSON");
        }
    }
}
