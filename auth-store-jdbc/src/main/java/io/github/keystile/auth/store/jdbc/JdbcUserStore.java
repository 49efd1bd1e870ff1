package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserCursor;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.Username;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users in one table; its unique constraints decide who gets an address or a name. */
final class JdbcUserStore implements UserStore {
    private static final String SET_PASSWORD = """
            UPDATE #user SET password_hash = ?, facts = ?, version = version + 1, epoch = epoch + 1
            WHERE id = ? AND epoch = ?""";
    private static final String SET_PASSWORD_AND_VERIFIED = """
            UPDATE #user SET password_hash = ?, facts = ?, version = version + 1, epoch = epoch + 1,
                email_verified = TRUE
            WHERE id = ? AND epoch = ?""";
    private static final String REHASH =
            "UPDATE #user SET password_hash = ?, version = version + 1 WHERE id = ? AND password_hash = ?";
    private static final String RAISE_EPOCH =
            "UPDATE #user SET version = version + 1, epoch = epoch + 1 WHERE version >= ? AND id = ?";
    private static final String DELETE =
            "DELETE FROM #user WHERE version >= ? AND epoch >= ? AND created_at >= ? AND id = ?";

    /** Said so that an index on both columns is entered at the place even by engines that cannot compare pairs. */
    private static final String PAGE =
            UserRow.SELECT + " WHERE created_at >= ? AND (created_at > ? OR id > ?) ORDER BY created_at, id LIMIT ?";

    private final Jdbc jdbc;

    JdbcUserStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which constraint stood against it is asked, not read from the driver's message. Whoever stood there may be
     * gone by then; the insert is then tried again.
     */
    @Override
    public Insert insert(StoredUser user) {
        @Nullable Object[] values = UserRow.inserted(user);
        Backoff backoff = new Backoff("insert user");
        while (jdbc.unlessDuplicate("insert user", sql -> sql.update(UserRow.INSERT, values))
                .isEmpty()) {
            if (!idsWhere("id", user.id()).isEmpty()) {
                return Insert.SAME_ID;
            }
            if (isEmailTaken(user)) {
                return Insert.EMAIL_TAKEN;
            }
            if (isUsernameTaken(user)) {
                return Insert.USERNAME_TAKEN;
            }
            backoff.pause(null);
        }
        return Insert.INSERTED;
    }

    @Override
    public Optional<StoredUser> findById(String id) {
        return isId(id) ? find("id = ?", id) : Optional.empty();
    }

    @Override
    public Optional<StoredUser> findByEmail(EmailAddress email) {
        return find("email_key = ?", email.key());
    }

    @Override
    public Optional<StoredUser> findByUsername(Username username) {
        return find("username_key = ?", username.key());
    }

    @Override
    public List<StoredUser> page(UserCursor after, int limit) {
        UserStore.checkPageLimit(limit);
        Sql.Row<Page.Place<StoredUser>> reader = row -> Cells.place(row, UserRow::read);
        Page.Source<StoredUser> users =
                (createdAt, id, most) -> jdbc.list("page users", PAGE, reader, createdAt, createdAt, id, most);
        return Page.read(users, after.createdAt(), after.id(), limit);
    }

    @Override
    public Replace replace(StoredUser user) {
        @Nullable Object[] values = UserRow.replaced(user);
        Backoff backoff = new Backoff("replace user");
        while (true) {
            Optional<Integer> replaced =
                    jdbc.unlessDuplicate("replace user", sql -> sql.update(UserRow.REPLACE, values));
            if (replaced.isPresent()) {
                return replaced.get() == 1 ? Replace.REPLACED : Replace.STALE;
            }
            if (isEmailTaken(user)) {
                return Replace.EMAIL_TAKEN;
            }
            if (isUsernameTaken(user)) {
                return Replace.USERNAME_TAKEN;
            }
            backoff.pause(null);
        }
    }

    @Override
    public boolean setPassword(String id, long epoch, NewPassword password) {
        String sql = password.proof() == Proof.MAILBOX ? SET_PASSWORD_AND_VERIFIED : SET_PASSWORD;
        return isId(id) && jdbc.update("set password", sql, password.hash(), password.facts(), id, epoch) == 1;
    }

    @Override
    public boolean rehash(String id, String oldHash, String newHash) {
        StoredUser.checkHash(newHash);
        return isId(id)
                && Text.isKey(oldHash, Text.PASSWORD_HASH)
                && jdbc.update("rehash password", REHASH, newHash, id, oldHash) == 1;
    }

    @Override
    public boolean raiseEpoch(String id) {
        return isId(id) && jdbc.update("raise epoch", RAISE_EPOCH, Sql.ANY, id) == 1;
    }

    @Override
    public boolean delete(String id) {
        return isId(id) && jdbc.update("delete user", DELETE, Sql.ANY, Sql.ANY, Sql.ANY, id) == 1;
    }

    private Optional<StoredUser> find(String condition, String key) {
        return jdbc.find("find user", UserRow.SELECT + " WHERE " + condition, UserRow::read, key);
    }

    private boolean isEmailTaken(StoredUser user) {
        return isTaken("email_key", user.user().email().key(), user);
    }

    private boolean isUsernameTaken(StoredUser user) {
        Username wanted = user.user().username();
        return wanted != null && isTaken("username_key", wanted.key(), user);
    }

    /** Asks for the id alone: a row that cannot be read has its names all the same. */
    private boolean isTaken(String column, String key, StoredUser user) {
        return idsWhere(column, key).stream().anyMatch(id -> !id.equals(user.id()));
    }

    private List<String> idsWhere(String column, String key) {
        String ids = "SELECT id FROM #user WHERE " + column + " = ?";
        return jdbc.list("find user", ids, row -> row.getString("id"), key);
    }

    private static boolean isId(String id) {
        return Text.isKey(id, Text.ID);
    }
}
