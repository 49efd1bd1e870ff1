package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.error.UnreadableRowException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one row. What a value type refuses is the row's fault, not the caller's: it names row and column, and
 * keeps the value to itself.
 *
 * @param kind what the row is, such as {@code "user"}
 * @param row the result, which stands on the row
 */
record Cells(String kind, ResultSet row) {
    String text(String column) throws SQLException {
        return text(column, text -> text);
    }

    <T> T text(String column, Function<String, T> reader) throws SQLException {
        String text = row.getString(column);
        return parsed(column, () -> reader.apply(Objects.requireNonNull(text, column)));
    }

    @Nullable
    String optionalText(String column) throws SQLException {
        return row.getString(column);
    }

    <T> @Nullable T optionalText(String column, Function<String, T> reader) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : parsed(column, () -> reader.apply(text));
    }

    boolean flag(String column) throws SQLException {
        boolean flag = row.getBoolean(column);
        checkPresent(column);
        return flag;
    }

    int smallNumber(String column) throws SQLException {
        int number = row.getInt(column);
        checkPresent(column);
        return number;
    }

    long number(String column) throws SQLException {
        long number = row.getLong(column);
        checkPresent(column);
        return number;
    }

    /** A number that only goes up from 0. */
    long count(String column) throws SQLException {
        long number = number(column);
        if (number < 0) {
            throw unreadable(column);
        }
        return number;
    }

    Instant instant(String column) throws SQLException {
        return Instant.ofEpochMilli(number(column));
    }

    @Nullable
    Instant optionalInstant(String column) throws SQLException {
        return Sql.optionalInstant(row, column);
    }

    /** The value that the row is; names no column if each can be read but they do not fit together. */
    <T> T whole(Whole<T> reader) throws SQLException {
        try {
            return reader.read();
        } catch (IllegalArgumentException | NullPointerException e) {
            throw unreadable(UnreadableRowException.TOGETHER);
        }
    }

    /** For lists: a row that cannot be read is nothing but its place. */
    static <T> Page.Place<T> place(ResultSet row, Sql.Row<T> reader) throws SQLException {
        Instant createdAt = Sql.instant(row, "created_at");
        String id = row.getString("id");
        try {
            return new Page.Place<>(createdAt, id, reader.read(row));
        } catch (UnreadableRowException e) {
            return new Page.Place<>(createdAt, id, null);
        }
    }

    private void checkPresent(String column) throws SQLException {
        if (row.wasNull()) {
            throw unreadable(column);
        }
    }

    private <T> T parsed(String column, Parse<T> parse) throws SQLException {
        try {
            return parse.run();
        } catch (IllegalArgumentException | NullPointerException e) {
            throw unreadable(column);
        }
    }

    /** What a parser throws may hold what it could not parse, and so stays here. */
    UnreadableRowException unreadable(String column) throws SQLException {
        return new UnreadableRowException(kind, String.valueOf(row.getString("id")), column);
    }

    @FunctionalInterface
    interface Whole<T> {
        T read() throws SQLException;
    }

    @FunctionalInterface
    private interface Parse<T> {
        T run();
    }
}
