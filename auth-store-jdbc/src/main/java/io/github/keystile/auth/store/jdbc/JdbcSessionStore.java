package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.session.PassOver;
import io.github.keystile.auth.session.Rotation;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.session.SessionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions in one table; the row count of each conditional statement is the answer. */
final class JdbcSessionStore implements SessionStore {
    private static final String INSERT = """
            INSERT INTO #session (id, user_id, epoch, generation, parent, rotated_at, created_at, expires_at,
                absolute_expires_at, user_agent, ip)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String SELECT = """
            SELECT id, user_id, epoch, generation, parent, rotated_at, created_at, expires_at, absolute_expires_at,
                user_agent, ip
            FROM #session""";
    // The parent first: MySQL assigns from left to right, and the generation is still the old one there.
    private static final String ROTATE = """
            UPDATE #session SET parent = generation, generation = generation + 1, rotated_at = ?, expires_at = ?,
                user_agent = COALESCE(?, user_agent), ip = COALESCE(?, ip)
            WHERE id = ? AND user_id = ? AND epoch = ? AND generation = ? AND rotated_at <= ? AND expires_at > ?""";
    private static final String PASS_OVER = """
            UPDATE #session SET generation = generation + 1, rotated_at = ?,
                user_agent = COALESCE(?, user_agent), ip = COALESCE(?, ip)
            WHERE id = ? AND user_id = ? AND epoch = ? AND generation = ? AND parent = ? AND expires_at > ?""";
    private static final String END_IF_REPLAYED =
            "DELETE FROM #session WHERE generation > ? AND id = ? AND parent <> ? AND user_id = ?";
    // The first bound of the time is what an index can start from.
    private static final String PAGE = SELECT + """
             WHERE user_id = ? AND created_at <= ? AND (created_at < ? OR id > ?)
            ORDER BY created_at DESC, id LIMIT ?""";

    private final Jdbc jdbc;
    private final Purge purge;

    JdbcSessionStore(Jdbc jdbc) {
        this.jdbc = jdbc;
        this.purge = new Purge(jdbc, "purge sessions", "#session", "id", "expires_at", "<");
    }

    @Override
    public void insert(Session session) {
        jdbc.update(
                "insert session",
                INSERT,
                session.id(),
                session.userId(),
                session.epoch(),
                session.generation(),
                session.parent(),
                session.rotatedAt(),
                session.createdAt(),
                session.expiresAt(),
                session.absoluteExpiresAt(),
                session.device().userAgent(),
                session.device().ip());
    }

    @Override
    public boolean rotate(Rotation rotation) {
        int rotated = jdbc.update(
                "rotate session",
                ROTATE,
                rotation.now(),
                rotation.expiresAt(),
                rotation.device().userAgent(),
                rotation.device().ip(),
                rotation.sessionId(),
                rotation.userId(),
                rotation.epoch(),
                rotation.generation(),
                rotation.rotatedNotAfter(),
                rotation.now());
        return rotated == 1;
    }

    @Override
    public boolean passOver(PassOver step) {
        int passedOver = jdbc.update(
                "pass over a session's generation",
                PASS_OVER,
                step.now(),
                step.device().userAgent(),
                step.device().ip(),
                step.sessionId(),
                step.userId(),
                step.epoch(),
                step.generation(),
                step.parent(),
                step.now());
        return passedOver == 1;
    }

    @Override
    public boolean endIfReplayed(String id, String userId, long shownGeneration) {
        return areIds(id, userId)
                && jdbc.update("end replayed session", END_IF_REPLAYED, shownGeneration, id, shownGeneration, userId)
                        == 1;
    }

    @Override
    public Optional<Session> find(String id) {
        return areIds(id)
                ? jdbc.find("find session", SELECT + " WHERE id = ?", JdbcSessionStore::read, id)
                : Optional.empty();
    }

    @Override
    public List<Session> list(String userId, SessionCursor after, int limit) {
        if (!areIds(userId)) {
            return List.of();
        }
        Sql.Row<Page.Place<Session>> reader = row -> Cells.place(row, JdbcSessionStore::read);
        Page.Source<Session> sessions = (createdAt, id, most) ->
                jdbc.list("list sessions", PAGE, reader, userId, createdAt, createdAt, id, most);
        return Page.read(sessions, after.createdAt(), after.id(), limit);
    }

    @Override
    public boolean end(String id, String userId) {
        String one = "DELETE FROM #session WHERE epoch >= ? AND id = ? AND user_id = ?";
        return areIds(id, userId) && jdbc.update("end session", one, Sql.ANY, id, userId) == 1;
    }

    @Override
    public int endAll(String userId) {
        String all = "DELETE FROM #session WHERE epoch >= ? AND user_id = ?";
        return areIds(userId) ? jdbc.update("end sessions", all, Sql.ANY, userId) : 0;
    }

    @Override
    public int endAllExcept(String userId, String keptId) {
        if (!areIds(keptId)) {
            return endAll(userId);
        }
        String others = "DELETE FROM #session WHERE epoch >= ? AND user_id = ? AND id <> ?";
        return areIds(userId) ? jdbc.update("end other sessions", others, Sql.ANY, userId, keptId) : 0;
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
        return cells.whole(() -> new Session(
                cells.text("id"),
                cells.text("user_id"),
                cells.count("epoch"),
                cells.count("generation"),
                cells.number("parent"),
                cells.instant("rotated_at"),
                cells.instant("created_at"),
                cells.instant("expires_at"),
                cells.instant("absolute_expires_at"),
                new Device(cells.optionalText("user_agent"), cells.optionalText("ip"))));
    }
}
