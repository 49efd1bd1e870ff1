package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.credential.CredentialKind;
import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.credential.StoredCredential;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Credentials in one table; its unique constraints and the row count of each conditional statement are the answer. */
final class JdbcCredentialStore implements CredentialStore {
    private static final String COLUMNS =
            "id, user_id, kind, lookup_key, data, version, created_at, used_at, expires_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM #credential";
    private static final String INSERT = "INSERT INTO #credential (" + COLUMNS + ") VALUES (" + Sql.marks(9) + ")";
    private static final String OLDEST = SELECT + " WHERE user_id = ? ORDER BY created_at, id LIMIT ?";
    private static final String REPLACE = """
            UPDATE #credential SET data = ?, used_at = ?, expires_at = ?, version = version + 1
            WHERE id = ? AND user_id = ? AND version = ?""";
    private static final int MAX_LISTED = 100;

    private final Jdbc jdbc;
    private final Purge purge;

    JdbcCredentialStore(Jdbc jdbc) {
        this.jdbc = jdbc;
        this.purge = new Purge(jdbc, "purge credentials", "#credential", "id", "expires_at", "<");
    }

    /**
     * Which constraint stood against it is asked, not read from the driver's message. Whoever stood there may be
     * gone by then; the insert is then tried again.
     */
    @Override
    public Insert insert(StoredCredential credential) {
        Object[] values = values(credential);
        Backoff backoff = new Backoff("insert credential");
        while (jdbc.unlessDuplicate("insert credential", sql -> sql.update(INSERT, values))
                .isEmpty()) {
            if (isThere("id = ?", credential.id())) {
                return Insert.SAME_ID;
            }
            if (isThere("kind = ? AND lookup_key = ?", credential.kind().name(), credential.key())) {
                return Insert.KEY_TAKEN;
            }
            backoff.pause(null);
        }
        return Insert.INSERTED;
    }

    @Override
    public Optional<StoredCredential> find(CredentialKind kind, String key) {
        String byKey = SELECT + " WHERE kind = ? AND lookup_key = ?";
        return Text.isKey(key, Text.CREDENTIAL_KEY)
                ? jdbc.find("find credential", byKey, JdbcCredentialStore::read, kind.name(), key)
                : Optional.empty();
    }

    @Override
    public List<StoredCredential> list(String userId, int limit) {
        if (limit < 1 || limit > MAX_LISTED) {
            throw new IllegalArgumentException("The limit of a list of credentials is 1 to " + MAX_LISTED);
        }
        return isId(userId)
                ? jdbc.list("list credentials", OLDEST, JdbcCredentialStore::read, userId, limit)
                : List.of();
    }

    @Override
    public boolean replace(StoredCredential credential) {
        int replaced = jdbc.update(
                "replace credential",
                REPLACE,
                credential.data(),
                Sql.orMissing(credential.usedAt()),
                Sql.orMissing(credential.expiresAt()),
                credential.id(),
                credential.userId(),
                credential.version());
        return replaced == 1;
    }

    @Override
    public boolean remove(String id, String userId) {
        String delete = "DELETE FROM #credential WHERE version >= ? AND created_at >= ? AND id = ? AND user_id = ?";
        return isId(id) && isId(userId) && jdbc.update("remove credential", delete, Sql.ANY, Sql.ANY, id, userId) == 1;
    }

    @Override
    public int removeAll(String userId) {
        String delete = "DELETE FROM #credential WHERE version >= ? AND created_at >= ? AND user_id = ?";
        return isId(userId) ? jdbc.update("remove credentials", delete, Sql.ANY, Sql.ANY, userId) : 0;
    }

    @Override
    public int purge(Instant expiredBefore, int limit) {
        return purge.run(expiredBefore, limit);
    }

    /** Asks for the id alone: a row that cannot be read has its key all the same. */
    private boolean isThere(String condition, Object... values) {
        String ids = "SELECT id FROM #credential WHERE " + condition;
        return jdbc.find("find credential", ids, row -> row.getString("id"), values)
                .isPresent();
    }

    private static boolean isId(String id) {
        return Text.isKey(id, Text.ID);
    }

    private static Object[] values(StoredCredential credential) {
        return new Object[] {
            credential.id(),
            credential.userId(),
            credential.kind().name(),
            credential.key(),
            credential.data(),
            credential.version(),
            credential.createdAt(),
            Sql.orMissing(credential.usedAt()),
            Sql.orMissing(credential.expiresAt())
        };
    }

    private static StoredCredential read(ResultSet row) throws SQLException {
        Cells cells = new Cells("credential", row);
        return cells.whole(() -> new StoredCredential(
                cells.text("id"),
                cells.text("user_id"),
                cells.text("kind", CredentialKind::new),
                cells.text("lookup_key"),
                cells.text("data"),
                cells.count("version"),
                cells.instant("created_at"),
                cells.optionalInstant("used_at"),
                cells.optionalInstant("expires_at")));
    }
}
