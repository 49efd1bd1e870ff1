package io.github.keystile.auth.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection on loan. Closing rolls back what was not committed, puts autocommit back as it was found and
 * returns the connection. Closing never throws: after a commit the answer is established, and before one the
 * failure that led here must not be hidden.
 */
final class Lease implements AutoCloseable {
    private final Connection connection;
    private final boolean autoCommitFound;
    private final boolean autoCommit;
    private boolean committed;

    /** Takes over the connection: it is closed even if this constructor throws. */
    Lease(Connection connection, boolean transaction) throws SQLException {
        this.connection = connection;
        try {
            autoCommitFound = connection.getAutoCommit();
            autoCommit = autoCommitFound && !transaction;
            if (autoCommit != autoCommitFound) {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException | RuntimeException | Error e) {
            closeQuietly();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    /** Commits, unless every statement has done so by itself. */
    void commit() throws SQLException {
        if (!autoCommit) {
            connection.commit();
        }
        committed = true;
    }

    @Override
    public void close() {
        try {
            if (!committed && !autoCommit) {
                connection.rollback();
            }
            if (autoCommit != autoCommitFound) {
                connection.setAutoCommit(autoCommitFound);
            }
        } catch (SQLException | RuntimeException e) {
            abortQuietly();
        } finally {
            closeQuietly();
        }
    }

    /** A connection that cannot roll back must not reach the pool, where setting autocommit would commit. */
    private void abortQuietly() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            // Closing is what is left to do.
        }
    }

    private void closeQuietly() {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            // The pool's to mend: what this connection did is known already.
        }
    }
}
