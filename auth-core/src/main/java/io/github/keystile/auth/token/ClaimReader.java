package io.github.keystile.auth.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** Claims with their JSON types: an absent, null or converted one does not pass (RFC 8725 section 2.6). */
final class ClaimReader {
    private final ObjectNode payload;

    ClaimReader(ObjectNode payload) {
        this.payload = payload;
    }

    void requireText(String name, String expected) {
        if (!expected.equals(payload.path(name).textValue())) {
            throw new IllegalArgumentException("Another " + name);
        }
    }

    String id(String name) {
        return ClaimRules.requireId(name, text(payload.path(name)));
    }

    Set<String> roles() {
        JsonNode array = payload.path(ClaimRules.ROLES);
        if (!array.isArray()) {
            throw new IllegalArgumentException("No roles");
        }
        Set<String> roles = new TreeSet<>();
        array.forEach(role -> roles.add(text(role)));
        return roles;
    }

    boolean yesOrNo(String name) {
        JsonNode node = payload.path(name);
        if (!node.isBoolean()) {
            throw new IllegalArgumentException("No true or false " + name);
        }
        return node.booleanValue();
    }

    long number(String name) {
        JsonNode node = payload.path(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw new IllegalArgumentException("No whole number " + name);
        }
        return node.longValue();
    }

    Instant seconds(String name) {
        return ClaimRules.requireTime(name, Instant.ofEpochSecond(number(name)));
    }

    Instant millis(String name) {
        return ClaimRules.requireTime(name, Instant.ofEpochMilli(number(name)));
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException("Not a string");
        }
        return node.textValue();
    }
}
