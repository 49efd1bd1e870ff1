package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.error.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/** Makes the tables, and shows how. */
final class Schema {
    private static final String CREATE = "create tables";

    private final DataSource dataSource;
    private final Tables tables;

    Schema(DataSource dataSource, Tables tables) {
        this.dataSource = dataSource;
        this.tables = tables;
    }

    String ddl() {
        try (Connection connection = dataSource.getConnection()) {
            return ddl(connection);
        } catch (SQLException e) {
            throw new StoreException("recognise the database", e);
        }
    }

    /** {@code IF NOT EXISTS} does not keep two processes from colliding on most databases; trying again does. */
    void createIfMissing() {
        Backoff backoff = new Backoff(CREATE);
        while (true) {
            try (Lease lease = new Lease(dataSource.getConnection(), false)) {
                for (String statement : statements(ddl(lease.connection()))) {
                    execute(lease.connection(), statement);
                }
                lease.commit();
                return;
            } catch (SQLException e) {
                if (!Failure.isLostDdlRace(e)) {
                    throw new StoreException(CREATE, e);
                }
                backoff.pause(e);
            }
        }
    }

    private String ddl(Connection connection) throws SQLException {
        return tables.fill(Database.of(connection.getMetaData()).script());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<String> statements(String script) {
        String withoutComments = script.replaceAll("(?m)^--.*$", "");
        return Arrays.stream(withoutComments.split(";", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
