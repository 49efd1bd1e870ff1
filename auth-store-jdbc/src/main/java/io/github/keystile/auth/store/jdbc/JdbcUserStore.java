package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.Username;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users in one table; its unique constraints decide who gets an address or a name. */
final class JdbcUserStore implements UserStore {
    private static final String SET_PASSWORD = """
            UPDATE #user SET password_hash = ?, version = version + 1, epoch = epoch + 1
            WHERE id = ? AND epoch = ?""";
    private static final String SET_PASSWORD_AND_VERIFIED = """
            UPDATE #user SET password_hash = ?, version = version + 1, epoch = epoch + 1, email_verified = TRUE
            WHERE id = ? AND epoch = ?""";
    private static final String REHASH =
            "UPDATE #user SET password_hash = ?, version = version + 1 WHERE id = ? AND password_hash = ?";
    private static final String RAISE_EPOCH = "UPDATE #user SET version = version + 1, epoch = epoch + 1 WHERE id = ?";

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
            if (findById(user.id()).isPresent()) {
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
    public Replace replace(StoredUser user) {
        if (!isId(user.id())) {
            return Replace.STALE;
        }
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
    public boolean setPassword(String id, long epoch, String newHash, Proof proof) {
        Text.key("The password hash", newHash, Text.PASSWORD_HASH);
        String sql = proof == Proof.MAILBOX ? SET_PASSWORD_AND_VERIFIED : SET_PASSWORD;
        return isId(id) && jdbc.update("set password", sql, newHash, id, epoch) == 1;
    }

    @Override
    public boolean rehash(String id, String oldHash, String newHash) {
        Text.key("The password hash", newHash, Text.PASSWORD_HASH);
        return isId(id)
                && Text.isKey(oldHash, Text.PASSWORD_HASH)
                && jdbc.update("rehash password", REHASH, newHash, id, oldHash) == 1;
    }

    @Override
    public boolean raiseEpoch(String id) {
        return isId(id) && jdbc.update("raise epoch", RAISE_EPOCH, id) == 1;
    }

    @Override
    public boolean delete(String id) {
        return isId(id) && jdbc.update("delete user", "DELETE FROM #user WHERE id = ?", id) == 1;
    }

    private Optional<StoredUser> find(String condition, String key) {
        return jdbc.find("find user", UserRow.SELECT + " WHERE " + condition, UserRow::read, key);
    }

    private boolean isEmailTaken(StoredUser user) {
        return findByEmail(user.user().email())
                .filter(other -> !other.id().equals(user.id()))
                .isPresent();
    }

    private boolean isUsernameTaken(StoredUser user) {
        Username wanted = user.user().username();
        return wanted != null
                && findByUsername(wanted)
                        .filter(other -> !other.id().equals(user.id()))
                        .isPresent();
    }

    private static boolean isId(String id) {
        return Text.isKey(id, Text.ID);
    }
}
