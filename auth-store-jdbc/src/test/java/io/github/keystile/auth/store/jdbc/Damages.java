package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.error.UnreadableRowException;
import io.github.keystile.auth.testkit.contract.Damage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** What somebody else's statements do to rows, past the constraints of the tables. */
final class Damages {
    private final TestDatabase database;

    private Damages(TestDatabase database) {
        this.database = database;
    }

    static Damages on(TestDatabase database) {
        return new Damages(database);
    }

    List<Damage> ofUsers() {
        return List.of(
                named("user", "status", "FROZEN"),
                named("user", "attributes", "{\"name\""),
                named("user", "attributes", "{\"name\":null}"),
                named("user", "email", "no address at all"),
                named("user", "email", "ann.@example.com"),
                named("user", "username", "no name"),
                named("user", "username", "ann+lee"),
                named("user", "roles", "two  blanks"),
                named("user", "password_hash", "a\ttab"),
                named("user", "facts", "a\ttab"),
                named("user", "version", -7001L),
                named("user", "epoch", -7001L));
    }

    List<Damage> ofSessions() {
        return List.of(
                named("session", "epoch", -7001L),
                named("session", "generation", -7001L),
                together("session", "parent", 7_001_000_000_001L));
    }

    List<Damage> ofCredentials() {
        return List.of(named("credential", "version", -7001L), together("credential", "data", "a\ttab"));
    }

    private Damage named(String table, String column, Object planted) {
        return new Damage(column, planted.toString(), id -> set(table, column, planted, id));
    }

    private Damage together(String table, String column, Object planted) {
        return new Damage(UnreadableRowException.TOGETHER, planted.toString(), id -> set(table, column, planted, id));
    }

    void set(String table, String column, Object planted, String id) {
        String sql = "UPDATE " + TestDatabase.PREFIX + table + " SET " + column + " = ? WHERE id = ?";
        try (Connection connection = database.shared().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, planted);
            statement.setString(2, id);
            if (statement.executeUpdate() != 1) {
                throw new AssertionError("There is no row to damage");
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
