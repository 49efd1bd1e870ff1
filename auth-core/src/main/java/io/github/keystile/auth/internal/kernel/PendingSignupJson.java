package io.github.keystile.auth.internal.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a pending signup: one JSON object. Members that this version does not know are ignored, so that a
 * later version may add some within one version number; a meaning that must not be ignored needs another number.
 */
final class PendingSignupJson {
    private static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private final Map<?, ?> members;

    private PendingSignupJson(Map<?, ?> members) {
        this.members = members;
    }

    static String write(PendingSignup pending) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("version", VERSION);
        members.put("userId", pending.userId());
        members.put("email", pending.email().address());
        Username username = pending.username();
        if (username != null) {
            members.put("username", username.name());
        }
        String hash = pending.passwordHash();
        if (hash != null) {
            members.put("passwordHash", hash);
        }
        members.put("attributes", pending.attributes());
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A pending signup cannot be written as JSON", e);
        }
    }

    static Optional<PendingSignup> read(String json) {
        try {
            return JSON.readValue(json, Object.class) instanceof Map<?, ?> members
                    ? new PendingSignupJson(members).read()
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<PendingSignup> read() {
        if (!Integer.valueOf(VERSION).equals(members.get("version"))) {
            return Optional.empty();
        }
        return Optional.of(new PendingSignup(
                text("userId"),
                parsed(
                        "email",
                        EmailAddress.parse(text("email"))
                                .filter(read -> read.address().equals(text("email")))),
                members.containsKey("username") ? parsed("username", Username.parse(text("username"))) : null,
                textOrNull("passwordHash"),
                attributes()));
    }

    private static <T> T parsed(String name, Optional<T> value) {
        return value.orElseThrow(() -> broken(name));
    }

    @SuppressWarnings("unchecked") // the names of a JSON object are text
    private Attributes attributes() {
        if (!(members.get("attributes") instanceof Map<?, ?> values)) {
            throw broken("attributes");
        }
        try {
            return Attributes.of((Map<String, ?>) values);
        } catch (AuthException e) {
            throw broken("attributes");
        }
    }

    private @Nullable String textOrNull(String name) {
        return members.containsKey(name) ? text(name) : null;
    }

    private String text(String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw broken(name);
    }

    private static IllegalArgumentException broken(String name) {
        return new IllegalArgumentException("The stored pending signup has no " + name);
    }
}
