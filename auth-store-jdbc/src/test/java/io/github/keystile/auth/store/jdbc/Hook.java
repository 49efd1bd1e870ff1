package io.github.keystile.auth.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Stands between a store and its driver. The connection is the driver's own. */
public interface Hook {
    /** What goes to the server. */
    enum Call {
        STATEMENT,
        COMMIT,
        ROLLBACK
    }

    default void opened(Connection connection) throws SQLException {}

    default void before(Call call, Connection connection) throws SQLException {}

    default void after(Call call, Connection connection) throws SQLException {}

    default void closed(Connection connection) {}
}
