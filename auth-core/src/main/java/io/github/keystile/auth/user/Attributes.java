package io.github.keystile.auth.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.keystile.auth.error.AuthException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an application keeps about a person beside the account: name, phone, preferences. Names and JSON values, in the
 * order they were given. A map that nobody can change, all the way down.
 *
 * <p><b>Values</b> are {@link String}, {@link Boolean}, {@link Long}, finite {@link Double}, {@link java.util.List} and
 * {@link Map}; smaller whole numbers become {@code Long}, {@code Float} becomes {@code Double}. Null is allowed inside
 * lists and maps, not at the top: leave the name out.
 *
 * <p><b>Limits.</b> At most 32 names at the top; every name, at every level, is a letter followed by at most 63
 * letters, digits or underscores (ASCII); at most 4 levels of maps and lists, the attributes being the first; at most
 * 8000 bytes as JSON in UTF-8; text is well-formed UTF-16 without U+0000.
 *
 * <p><b>Security guarantees.</b> Attributes are data only: names of what rights depend on (such as {@code role},
 * {@code passwordHash}, {@code emailVerified}, in whatever case) are refused at the top, and no name can hold what a
 * database takes for an operator ({@code $}, {@code .}). Messages and {@link #toString()} never show a value.
 */
public final class Attributes extends AbstractMap<String, Object> {
    static final int MAX_LEVELS = 4;
    static final int MAX_BYTES = 8000;
    /** A letter of two bytes is six characters where everything that is not ASCII is escaped. */
    static final int MAX_STORED = 3 * MAX_BYTES;

    private static final int MAX_NAMES = 32;
    private static final Set<String> RESERVED = Set.of(
            "id",
            "email",
            "username",
            "role",
            "roles",
            "password",
            "passwordhash",
            "hash",
            "emailverified",
            "status",
            "version",
            "epoch",
            "token",
            "createdat");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Attributes NONE = of(Map.of());

    private final Map<String, Object> values;
    private final String json;

    private Attributes(Map<String, Object> values) {
        this.values = values;
        this.json = write(values);
    }

    /**
     * No attributes.
     *
     * @return the empty attributes
     */
    public static Attributes none() {
        return NONE;
    }

    /**
     * Copies a map, such as a parsed request body.
     *
     * @param values names and values; may be changed afterwards
     * @return the attributes
     * @throws AuthException with {@code INVALID_ATTRIBUTES} if a limit is passed; the message names the limit
     */
    public static Attributes of(Map<String, ?> values) {
        if (values.size() > MAX_NAMES) {
            throw AttributeReader.refuse("At most " + MAX_NAMES + " fields are allowed.");
        }
        Map<String, Object> copy = new AttributeReader().map(values, 1);
        copy.forEach(Attributes::requireAllowedAtTop);
        return new Attributes(copy);
    }

    /**
     * Reads what {@link #toJson()} wrote, also where a store has escaped characters of its texts. For stores.
     *
     * @param json a JSON object, at most 24,000 characters
     * @return the attributes
     * @throws IllegalArgumentException if it is no JSON object or passes a limit: the stored text is broken; the
     *     message does not hold it
     */
    public static Attributes fromJson(String json) {
        if (json.length() > MAX_STORED) {
            throw new IllegalArgumentException("Stored attributes are longer than " + MAX_STORED + " characters");
        }
        try {
            return of(parse(json));
        } catch (AuthException e) {
            throw new IllegalArgumentException("Stored attributes pass a limit: " + e.getMessage(), e);
        }
    }

    /**
     * These attributes and one more, or one replaced.
     *
     * @param name the name
     * @param value the value
     * @return the new attributes
     * @throws AuthException with {@code INVALID_ATTRIBUTES} if a limit is passed
     */
    public Attributes with(String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        copy.put(name, value);
        return of(copy);
    }

    /**
     * These attributes without one.
     *
     * @param name the name; need not be there
     * @return the new attributes
     */
    public Attributes without(String name) {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        copy.remove(name);
        return of(copy);
    }

    /**
     * These attributes and others; where both have a name, the other's value wins.
     *
     * @param other the others
     * @return the new attributes
     * @throws AuthException with {@code INVALID_ATTRIBUTES} if both together pass a limit
     */
    public Attributes plus(Attributes other) {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        copy.putAll(other);
        return of(copy);
    }

    /**
     * One value.
     *
     * @param name any text
     * @return the value, or empty if there is none
     */
    public Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * One value that is text.
     *
     * @param name any text
     * @return the value, or empty if there is none or it is no text
     */
    public Optional<String> text(String name) {
        return value(name).filter(String.class::isInstance).map(String.class::cast);
    }

    /**
     * The attributes as a JSON object, for stores and responses.
     *
     * @return at most 8000 bytes in UTF-8; {@code {}} for none
     */
    public String toJson() {
        return json;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return values.entrySet();
    }

    @Override
    public String toString() {
        return "Attributes" + values.keySet();
    }

    private static void requireAllowedAtTop(String name, @Nullable Object value) {
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw AttributeReader.refuse("A field has the name of something that cannot be set here.");
        }
        if (value == null) {
            throw AttributeReader.refuse("Fields without a value are left out, not null.");
        }
    }

    private static String write(Map<String, Object> values) {
        try {
            String json = JSON.writeValueAsString(values);
            if (json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
                throw AttributeReader.tooLarge();
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Checked attributes cannot be written as JSON", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> parse(String json) {
        try {
            if (JSON.readValue(json, Object.class) instanceof Map<?, ?> map) {
                return (Map<String, ?>) map;
            }
        } catch (JsonProcessingException e) {
            // Not kept as the cause: its message quotes the text.
            throw new IllegalArgumentException("Stored attributes are not JSON");
        }
        throw new IllegalArgumentException("Stored attributes are not a JSON object");
    }
}
