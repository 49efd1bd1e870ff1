package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.error.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs each verb on a connection of its own, committed before it returns. Transactions that the database rolled
 * back by itself are tried again; where it is unclear what happened, a {@link StoreException} says so.
 */
final class Jdbc {
    /** Statements that belong together. May run several times; nothing of a failed run is left in the database. */
    @FunctionalInterface
    interface Work<T> {
        T run(Sql sql) throws SQLException;
    }

    private enum Mode {
        /** One statement: the connection's autocommit, where on, is the commit. */
        SINGLE,
        /** Several statements in one transaction. */
        TRANSACTION
    }

    private final DataSource dataSource;
    private final Tables tables;

    Jdbc(DataSource dataSource, Tables tables) {
        this.dataSource = dataSource;
        this.tables = tables;
    }

    /** How many rows one statement wrote. */
    int update(String operation, String sql, @Nullable Object... values) {
        return retrying(operation, Mode.SINGLE, s -> s.update(sql, values));
    }

    /** What one statement answered; empty if a unique constraint stood against it. */
    <T> Optional<T> unlessDuplicate(String operation, Work<T> statement) {
        try {
            return Optional.of(retrying(operation, Mode.SINGLE, statement));
        } catch (StoreException e) {
            if (e.getCause() instanceof SQLException cause && Failure.isDuplicate(cause)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    <T> Optional<T> find(String operation, String sql, Sql.Row<T> row, @Nullable Object... values) {
        return list(operation, sql, row, values).stream().findFirst();
    }

    <T> List<T> list(String operation, String sql, Sql.Row<T> row, @Nullable Object... values) {
        return retrying(operation, Mode.SINGLE, s -> s.list(sql, row, values));
    }

    <T> T transaction(String operation, Work<T> work) {
        return retrying(operation, Mode.TRANSACTION, work);
    }

    private <T> T retrying(String operation, Mode mode, Work<T> work) {
        Backoff backoff = new Backoff(operation);
        while (true) {
            try {
                return once(mode, work);
            } catch (SQLException e) {
                if (!Failure.isTransient(e)) {
                    throw new StoreException(operation, e);
                }
                backoff.pause(e);
            }
        }
    }

    private <T> T once(Mode mode, Work<T> work) throws SQLException {
        // What is thrown here has seen no statement, and its words tell why there is no connection.
        Connection connection = dataSource.getConnection();
        try (Lease lease = new Lease(connection, mode == Mode.TRANSACTION)) {
            T result = work.run(new Sql(lease.connection(), tables));
            lease.commit();
            return result;
        } catch (SQLException e) {
            throw Wordless.of(e);
        }
    }
}
