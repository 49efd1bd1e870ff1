package io.github.keystile.auth.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection. Values travel as bind parameters only; {@code #} in a statement stands for the
 * validated schema and prefix of the tables. Instants travel as milliseconds since 1970 UTC, which no time zone
 * of driver, session or server can shift.
 */
final class Sql {
    /** One row of a result. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * A bound of a number that leaves none out. It gives a statement that deletes another number and order of values
     * than any that looks up has: a pooler that takes one prepared statement for another (PgBouncer before 1.21 in
     * transaction mode) then makes an error of it, and not a deleted user.
     */
    static final Long ANY = Long.MIN_VALUE;

    /** PostgreSQL asks of what type it is that is missing. */
    private enum Missing {
        INSTANT
    }

    private final Connection connection;
    private final Tables tables;

    Sql(Connection connection, Tables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    int update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.name(sql))) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** How many rows each wrote, where the driver says; a negative number where it does not. */
    int[] batch(String sql, List<Object[]> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.name(sql))) {
            for (Object[] values : rows) {
                bind(statement, values);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.name(sql))) {
            bind(statement, values);
            try (ResultSet result = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(read(result, row));
                }
                return rows;
            }
        }
    }

    /** A row that somebody else wrote is a broken store, not a caller's mistake. */
    private static <T> T read(ResultSet result, Row<T> row) throws SQLException {
        try {
            return row.read(result);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new SQLDataException("A stored row cannot be read", "22000", e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.VARCHAR);
        } else if (value == Missing.INSTANT) {
            statement.setNull(index, Types.BIGINT);
        } else if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Boolean flag) {
            statement.setBoolean(index, flag);
        } else if (value instanceof Instant instant) {
            statement.setLong(index, millis(instant));
        } else {
            throw new IllegalArgumentException(
                    "No column holds a " + value.getClass().getName());
        }
    }

    private static long millis(Instant instant) {
        if (instant.isBefore(Instant.ofEpochMilli(Long.MIN_VALUE))) {
            return Long.MIN_VALUE;
        }
        return instant.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE)) ? Long.MAX_VALUE : instant.toEpochMilli();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    /** What to bind for an instant that may be missing. */
    static Object orMissing(@Nullable Instant instant) {
        return instant == null ? Missing.INSTANT : instant;
    }

    static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        Instant instant = instant(row, column);
        return row.wasNull() ? null : instant;
    }

    /** {@code count} question marks for an IN list. */
    static String marks(int count) {
        return "?, ".repeat(count - 1) + "?";
    }
}
