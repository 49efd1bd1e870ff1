package io.github.keystile.auth.token;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Claims with their JSON types: an absent, null or converted one does not pass (RFC 8725 section 2.6). One that does not
 * pass is {@link Unread}.
 */
final class ClaimReader {
    /** In place of a value that no claim of ours may have. */
    private static final Object OTHER = new Object();

    private static final Object NULL = new Object();

    /** An array of nothing else. */
    private record Texts(List<String> all) {}

    private final Map<String, Object> claims;

    private ClaimReader(Map<String, Object> claims) {
        this.claims = claims;
    }

    /** One pass over a payload that we signed; empty for everything but an object of {@link StrictJson}. */
    static Optional<ClaimReader> of(byte[] json) {
        try (JsonParser parser = StrictJson.pass(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, Object> claims = new HashMap<>();
            boolean twice = false;
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                twice |= claims.put(name, value(parser)) != null;
            }
            boolean ended = parser.nextToken() == null;
            return ended && !twice && isStrictWithin(claims, json)
                    ? Optional.of(new ClaimReader(claims))
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** No claim of ours has members of its own; whether those of others come twice is looked up where they are. */
    private static boolean isStrictWithin(Map<String, Object> claims, byte[] json) {
        return !claims.containsValue(OTHER) || StrictJson.object(json).isPresent();
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.nextToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == NumberType.BIG_INTEGER ? OTHER : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NULL;
            case START_ARRAY -> array(parser);
            default -> {
                parser.skipChildren();
                yield OTHER;
            }
        };
    }

    /** Of texts only, or it is none of ours. */
    private static Object array(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        boolean other = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                texts.add(parser.getText());
            } else {
                other = true;
                parser.skipChildren();
            }
        }
        return other ? OTHER : new Texts(texts);
    }

    void requireText(String name, String expected) {
        if (!expected.equals(claims.get(name))) {
            throw new Unread();
        }
    }

    String id(String name) {
        if (claims.get(name) instanceof String text && ClaimRules.isId(text)) {
            return text;
        }
        throw new Unread();
    }

    Set<String> roles() {
        if (claims.get(ClaimRules.ROLES) instanceof Texts roles) {
            // One role is the rule, and copyOf makes a hash table first.
            return roles.all().size() == 1 ? Set.of(roles.all().get(0)) : Set.copyOf(roles.all());
        }
        throw new Unread();
    }

    boolean yesOrNo(String name) {
        if (claims.get(name) instanceof Boolean value) {
            return value;
        }
        throw new Unread();
    }

    long number(String name) {
        if (claims.get(name) instanceof Long number && number >= 0) {
            return number;
        }
        throw new Unread();
    }

    Instant seconds(String name) {
        long seconds = number(name);
        if (seconds >= ClaimRules.YEAR_10000.getEpochSecond()) {
            throw new Unread();
        }
        return Instant.ofEpochSecond(seconds);
    }

    Instant millis(String name) {
        long millis = number(name);
        if (millis >= ClaimRules.YEAR_10000.toEpochMilli()) {
            throw new Unread();
        }
        return Instant.ofEpochMilli(millis);
    }

    /** For a time that tokens of ours do not have, and that nobody judges: absent, or one that could be judged. */
    void requireNoOtherThanTime(String name) {
        Object value = claims.get(name);
        if (value != null && !value.equals(NULL) && !(value instanceof Number number && isTime(number.longValue()))) {
            throw new Unread();
        }
    }

    private static boolean isTime(long seconds) {
        return seconds >= Instant.MIN.getEpochSecond() && seconds <= Instant.MAX.getEpochSecond();
    }
}
