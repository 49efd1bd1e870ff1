package io.github.keystile.auth.store.mongo;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Fields of a stored document. One that is missing or of another type throws what {@link Mongo} takes for broken. */
record Fields(Document document) {
    String text(String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }

    @Nullable
    String optionalText(String field) {
        return document.getString(field);
    }

    List<String> texts(String field) {
        return Objects.requireNonNull(document.getList(field, String.class), field);
    }

    long number(String field) {
        return Objects.requireNonNull(document.get(field, Number.class), field).longValue();
    }

    int smallNumber(String field) {
        return Math.toIntExact(number(field));
    }

    boolean flag(String field) {
        return Objects.requireNonNull(document.getBoolean(field), field);
    }

    Instant instant(String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }

    @Nullable
    Instant optionalInstant(String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
