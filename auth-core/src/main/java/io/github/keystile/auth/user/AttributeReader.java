package io.github.keystile.auth.user;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Copies somebody else's map into one that nobody can change, and refuses what passes the limits of
 * {@link Attributes} on the way. Counts what it has copied, so that a huge or self-containing map costs no more than a
 * full one.
 */
final class AttributeReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private int room = Attributes.MAX_BYTES;

    /** The map as level {@code level}; the attributes themselves are level 1. */
    Map<String, Object> map(Map<?, ?> source, int level) {
        requireLevel(level);
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : source.entrySet()) {
            copy.put(name(entry.getKey()), value(entry.getValue(), level));
        }
        return Collections.unmodifiableMap(copy);
    }

    static AuthException refuse(String message) {
        return AuthException.of(AuthError.INVALID_ATTRIBUTES, message);
    }

    private List<Object> list(List<?> source, int level) {
        requireLevel(level);
        List<Object> copy = new ArrayList<>();
        for (Object element : source) {
            copy.add(value(element, level));
        }
        return Collections.unmodifiableList(copy);
    }

    private String name(@Nullable Object key) {
        if (key instanceof String name && NAME.matcher(name).matches()) {
            take(name.length());
            return name;
        }
        throw refuse("Field names are 1 to 64 letters, digits or underscores and start with a letter.");
    }

    // Null is a value inside lists and maps, as it is in JSON; Attributes refuses it at the top.
    @SuppressWarnings("NullAway")
    private Object value(@Nullable Object value, int level) {
        take(1);
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, level + 1);
        }
        if (value instanceof List<?> list) {
            return list(list, level + 1);
        }
        throw refuse("Values are text, true or false, numbers, lists and objects.");
    }

    private String text(String text) {
        take(text.length());
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw refuse("Text holds a character that cannot be stored.");
        }
        return text;
    }

    private static Object number(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger big && big.bitLength() < Long.SIZE) {
            return big.longValue();
        }
        if ((number instanceof Double || number instanceof Float) && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw refuse("Numbers are whole numbers of 64 bits or finite floating-point numbers.");
    }

    private static void requireLevel(int level) {
        if (level > Attributes.MAX_LEVELS) {
            throw refuse("At most " + Attributes.MAX_LEVELS + " levels of objects and lists are allowed.");
        }
    }

    private void take(int characters) {
        room -= characters;
        if (room < 0) {
            throw tooLarge();
        }
    }

    static AuthException tooLarge() {
        return refuse("The profile data is larger than " + Attributes.MAX_BYTES + " bytes.");
    }
}
