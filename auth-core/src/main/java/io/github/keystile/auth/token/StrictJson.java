package io.github.keystile.auth.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON of one meaning: well-formed UTF-8, no member twice (RFC 7519 section 4), nothing after it. */
final class StrictJson {
    private static final ObjectReader TREES = JsonMapper.builder(new JsonFactoryBuilder()
                    // Names that strangers choose leave no trace here.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /** Keeps the names that it sees, which are those of claims that we signed, without a lock. */
    private static final JsonFactory PASSES = new JsonFactory();

    private StrictJson() {}

    /** Empty for everything but an object. */
    static Optional<ObjectNode> object(byte[] json) {
        try {
            JsonNode node = TREES.readTree(utf8(json).toString());
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException | CharacterCodingException notJson) {
            return Optional.empty();
        }
    }

    /** For one pass over signed claims. Members that come twice, and what comes after the value, are for the caller to see. */
    static JsonParser pass(byte[] json) throws IOException {
        CharBuffer text = utf8(json);
        return PASSES.createParser(text.array(), text.arrayOffset(), text.remaining());
    }

    private static CharBuffer utf8(byte[] json) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
    }
}
