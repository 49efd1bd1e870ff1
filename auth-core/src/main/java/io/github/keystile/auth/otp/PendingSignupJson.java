package io.github.keystile.auth.otp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stored form of a pending signup. Its messages hold no value: there is a password's hash among them. */
final class PendingSignupJson {
    private static final int VERSION = 1;
    /** All 10000 bytes of it escaped as a database may, and room for its white space. */
    private static final int MAX_LENGTH = 65_536;

    private static final Set<String> NAMES =
            Set.of("version", "userId", "email", "username", "passwordHash", "attributes");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<?, ?> fields;

    private PendingSignupJson(Map<?, ?> fields) {
        this.fields = fields;
    }

    static String write(PendingSignup pending) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", VERSION);
        fields.put("userId", pending.userId());
        fields.put("email", pending.email().address());
        Username username = pending.username();
        if (username != null) {
            fields.put("username", username.name());
        }
        fields.put("passwordHash", pending.passwordHash());
        fields.put("attributes", pending.attributes().asMap());
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A pending signup cannot be written as JSON", e);
        }
    }

    static PendingSignup read(String json) {
        return new PendingSignupJson(parse(json)).read();
    }

    private PendingSignup read() {
        if (!Integer.valueOf(VERSION).equals(fields.get("version"))) {
            throw broken("is not of version " + VERSION);
        }
        if (!NAMES.containsAll(fields.keySet())) {
            throw broken("has a field that version " + VERSION + " does not know");
        }
        return new PendingSignup(text("userId"), email(), username(), text("passwordHash"), attributes());
    }

    private EmailAddress email() {
        String typed = text("email");
        return EmailAddress.parse(typed)
                .filter(email -> email.address().equals(typed))
                .orElseThrow(() -> broken("has no e-mail address"));
    }

    private @Nullable Username username() {
        if (!fields.containsKey("username")) {
            return null;
        }
        String typed = text("username");
        return Username.parse(typed)
                .filter(username -> username.name().equals(typed))
                .orElseThrow(() -> broken("has a username that is none"));
    }

    @SuppressWarnings("unchecked") // the names of a JSON object are text
    private Attributes attributes() {
        if (!(fields.get("attributes") instanceof Map<?, ?> values)) {
            throw broken("has no attributes");
        }
        try {
            return Attributes.of((Map<String, ?>) values);
        } catch (AuthException e) {
            throw broken("has attributes that pass a limit");
        }
    }

    private String text(String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw broken("has no text as " + name);
    }

    private static Map<?, ?> parse(String json) {
        if (json.length() > MAX_LENGTH) {
            throw broken("has more than " + MAX_LENGTH + " characters");
        }
        try {
            if (JSON.readValue(json, Object.class) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (JsonProcessingException e) {
            // Not kept as the cause: its message quotes the text.
            throw broken("is not JSON");
        }
        throw broken("is not a JSON object");
    }

    private static IllegalArgumentException broken(String how) {
        return new IllegalArgumentException("The stored pending signup " + how);
    }
}
