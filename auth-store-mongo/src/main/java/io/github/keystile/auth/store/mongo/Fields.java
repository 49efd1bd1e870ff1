package io.github.keystile.auth.store.mongo;

import io.github.keystile.auth.error.UnreadableRowException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a stored document. One that is missing, of another type or refused by a value type is the document's fault,
 * not the caller's: it names document and field, and keeps the value to itself.
 *
 * @param kind where the document is from: the collection's name
 * @param document what was stored
 */
record Fields(String kind, Document document) {
    String text(String field) {
        return text(field, text -> text);
    }

    <T> T text(String field, Function<String, T> reader) {
        return read(field, () -> reader.apply(present(field, document.getString(field))));
    }

    @Nullable
    String optionalText(String field) {
        return optionalText(field, text -> text);
    }

    <T> @Nullable T optionalText(String field, Function<String, T> reader) {
        return document.get(field) == null ? null : text(field, reader);
    }

    <T> T texts(String field, Function<List<String>, T> reader) {
        return read(field, () -> reader.apply(present(field, document.getList(field, String.class))));
    }

    long number(String field) {
        return read(
                field, () -> present(field, document.get(field, Number.class)).longValue());
    }

    /** A number that only goes up from 0. */
    long count(String field) {
        long number = number(field);
        if (number < 0) {
            throw unreadable(field);
        }
        return number;
    }

    int smallNumber(String field) {
        return read(field, () -> Math.toIntExact(number(field)));
    }

    boolean flag(String field) {
        return read(field, () -> present(field, document.getBoolean(field)));
    }

    Instant instant(String field) {
        return read(field, () -> present(field, document.getDate(field)).toInstant());
    }

    /** The value that the document is; names no field if each can be read but they do not fit together. */
    <T> T whole(Supplier<T> reader) {
        return read(UnreadableRowException.TOGETHER, reader);
    }

    /** What a parser throws may hold what it could not parse, and so stays here. */
    UnreadableRowException unreadable(String field) {
        return new UnreadableRowException(kind, String.valueOf(document.get("_id")), field);
    }

    private static <T> T present(String field, @Nullable T value) {
        return Objects.requireNonNull(value, field);
    }

    private <T> T read(String field, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException | NullPointerException | ClassCastException | ArithmeticException e) {
            throw unreadable(field);
        }
    }

    @Nullable
    Instant optionalInstant(String field) {
        return document.get(field) == null ? null : instant(field);
    }
}
