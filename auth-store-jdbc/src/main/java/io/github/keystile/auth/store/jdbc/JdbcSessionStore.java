package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.session.Rotation;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions in one table; the row count of each conditional statement is the answer. */
final class JdbcSessionStore implements SessionStore {
    private static final String INSERT = """
            INSERT INTO #session (id, user_id, epoch, generation, rotated_at, created_at, expires_at,
                absolute_expires_at, user_agent, ip)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String SELECT = """
            SELECT id, user_id, epoch, generation, rotated_at, created_at, expires_at, absolute_expires_at,
                user_agent, ip
            FROM #session""";
    private static final String ROTATE = """
            UPDATE #session SET generation = generation + 1, rotated_at = ?, expires_at = ?
            WHERE id = ? AND user_id = ? AND epoch = ? AND generation = ? AND rotated_at <= ? AND expires_at > ?""";

    private final Jdbc jdbc;
    private final Purge purge;

    JdbcSessionStore(Jdbc jdbc) {
        this.jdbc = jdbc;
        this.purge = new Purge(jdbc, "purge sessions", "#session", "id", "expires_at < ?");
    }

    @Override
    public void insert(Session session) {
        jdbc.update(
                "insert session",
                INSERT,
                Text.key("The id", session.id(), Text.ID),
                Text.key("The user's id", session.userId(), Text.ID),
                session.epoch(),
                session.generation(),
                session.rotatedAt(),
                session.createdAt(),
                session.expiresAt(),
                session.absoluteExpiresAt(),
                session.device().userAgent(),
                session.device().ip());
    }

    @Override
    public boolean rotate(Rotation rotation) {
        if (!areIds(rotation.sessionId(), rotation.userId())) {
            return false;
        }
        int rotated = jdbc.update(
                "rotate session",
                ROTATE,
                rotation.now(),
                rotation.expiresAt(),
                rotation.sessionId(),
                rotation.userId(),
                rotation.epoch(),
                rotation.generation(),
                rotation.rotatedNotAfter(),
                rotation.now());
        return rotated == 1;
    }

    @Override
    public Optional<Session> find(String id) {
        return areIds(id)
                ? jdbc.find("find session", SELECT + " WHERE id = ?", JdbcSessionStore::read, id)
                : Optional.empty();
    }

    @Override
    public List<Session> list(String userId, int limit) {
        if (!areIds(userId)) {
            return List.of();
        }
        String newest = SELECT + " WHERE user_id = ? ORDER BY created_at DESC, id LIMIT ?";
        return jdbc.readable("list sessions", newest, JdbcSessionStore::read, userId, limit);
    }

    @Override
    public boolean end(String id, String userId) {
        return areIds(id, userId)
                && jdbc.update("end session", "DELETE FROM #session WHERE id = ? AND user_id = ?", id, userId) == 1;
    }

    @Override
    public int endAll(String userId) {
        return areIds(userId) ? jdbc.update("end sessions", "DELETE FROM #session WHERE user_id = ?", userId) : 0;
    }

    @Override
    public int endAllExcept(String userId, String keptId) {
        if (!areIds(keptId)) {
            return endAll(userId);
        }
        String others = "DELETE FROM #session WHERE user_id = ? AND id <> ?";
        return areIds(userId) ? jdbc.update("end other sessions", others, userId, keptId) : 0;
    }

    @Override
    public int purge(Instant expiredBefore, int limit) {
        return purge.run(expiredBefore, limit);
    }

    private static boolean areIds(String... ids) {
        for (String id : ids) {
            if (!Text.isKey(id, Text.ID)) {
                return false;
            }
        }
        return true;
    }

    private static Session read(ResultSet row) throws SQLException {
        Cells cells = new Cells("session", row);
        return new Session(
                cells.text("id"),
                cells.text("user_id"),
                cells.number("epoch"),
                cells.number("generation"),
                cells.instant("rotated_at"),
                cells.instant("created_at"),
                cells.instant("expires_at"),
                cells.instant("absolute_expires_at"),
                new Device(cells.optionalText("user_agent"), cells.optionalText("ip")));
    }
}
