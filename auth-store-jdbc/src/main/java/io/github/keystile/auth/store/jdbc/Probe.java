package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.error.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;

/** Asks a database about itself, each question within a second. */
final class Probe {
    private static final int SECONDS = 1;

    private final Connection connection;

    Probe(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /**
     * What the database answered.
     *
     * @throws SQLException if it would not say; the connection is fit for the next question
     * @throws StoreException if it is not there to be asked
     */
    <T> List<T> ask(String sql, Sql.Row<T> reader, List<String> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            limitTime(statement);
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> answers = new ArrayList<>();
                while (rows.next()) {
                    answers.add(reader.read(rows));
                }
                return answers;
            }
        } catch (SQLException e) {
            if (isGone(e)) {
                throw new StoreException("check the tables", e);
            }
            endTransaction();
            throw e;
        }
    }

    private static void limitTime(PreparedStatement statement) {
        try {
            statement.setQueryTimeout(SECONDS);
        } catch (SQLException e) {
            // A driver that knows no limit has one at the socket.
        }
    }

    /** PostgreSQL answers nothing more in a transaction in which a statement has failed. */
    private void endTransaction() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    /** The connection is broken: SQLState class 08, PostgreSQL's 57P (shut down, starting up), or by its type. */
    private static boolean isGone(SQLException failure) {
        String state = failure.getSQLState();
        return (state != null && (state.startsWith("08") || state.startsWith("57P")))
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLTransientConnectionException
                || failure instanceof SQLRecoverableException;
    }
}
