package io.github.keystile.auth.store.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Deletes what is over, a bounded number at once, in the words that every database knows: some keys are read,
 * then deleted if the condition still holds, so that a row renewed in between stays.
 */
final class Purge {
    private static final int CHUNK = 500;

    private final Jdbc jdbc;
    private final String operation;
    private final String table;
    private final String key;
    private final String timeColumn;
    private final String condition;

    /** {@code comparison} says how the time column of what is over stands to the time. */
    Purge(Jdbc jdbc, String operation, String table, String key, String timeColumn, String comparison) {
        this.jdbc = jdbc;
        this.operation = operation;
        this.table = table;
        this.key = key;
        this.timeColumn = timeColumn;
        this.condition = timeColumn + " " + comparison + " ?";
    }

    int run(Instant time, int limit) {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("The limit of a purge is 1 to 10000");
        }
        int deleted = 0;
        while (deleted < limit) {
            int wanted = Math.min(CHUNK, limit - deleted);
            List<String> keys = some(time, wanted);
            if (!keys.isEmpty()) {
                deleted += delete(keys, time);
            }
            if (keys.size() < wanted) {
                break;
            }
        }
        return deleted;
    }

    private List<String> some(Instant time, int wanted) {
        // In the order of an index: PostgreSQL would else read past all rows that earlier batches deleted.
        String sql =
                "SELECT " + key + " FROM " + table + " WHERE " + condition + " ORDER BY " + timeColumn + " LIMIT ?";
        return jdbc.list(operation, sql, row -> row.getString(1), time, wanted);
    }

    private int delete(List<String> keys, Instant time) {
        String sql =
                "DELETE FROM " + table + " WHERE " + condition + " AND " + key + " IN (" + Sql.marks(keys.size()) + ")";
        return jdbc.update(
                operation, sql, Stream.concat(Stream.of(time), keys.stream()).toArray());
    }
}
