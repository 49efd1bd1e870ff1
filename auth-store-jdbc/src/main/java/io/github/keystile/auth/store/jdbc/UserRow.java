package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.Username;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user as a row. Roles stand side by side in one column: none of them can hold a blank. */
final class UserRow {
    private static final String COLUMNS = """
            id, email, email_key, username, username_key, email_verified, status, roles, attributes,
            password_hash, version, epoch, created_at""";

    static final String SELECT = "SELECT " + COLUMNS + " FROM #user";
    static final String INSERT = "INSERT INTO #user (" + COLUMNS + ") VALUES (" + Sql.marks(13) + ")";
    static final String REPLACE = """
            UPDATE #user SET email = ?, email_key = ?, username = ?, username_key = ?, email_verified = ?,
                status = ?, roles = ?, attributes = ?, epoch = ?, version = version + 1
            WHERE id = ? AND version = ?""";

    private UserRow() {}

    static @Nullable Object[] inserted(StoredUser stored) {
        User user = stored.user();
        String hash = stored.passwordHash();
        return new @Nullable Object[] {
            Text.key("The id", user.id(), Text.ID),
            user.email().address(),
            user.email().key(),
            text(user.username()),
            key(user.username()),
            user.emailVerified(),
            user.status().name(),
            String.join(" ", user.roles()),
            user.attributes().toJson(),
            hash == null ? null : Text.key("The password hash", hash, Text.PASSWORD_HASH),
            stored.version(),
            stored.epoch(),
            user.createdAt()
        };
    }

    static @Nullable Object[] replaced(StoredUser stored) {
        User user = stored.user();
        return new @Nullable Object[] {
            user.email().address(),
            user.email().key(),
            text(user.username()),
            key(user.username()),
            user.emailVerified(),
            user.status().name(),
            String.join(" ", user.roles()),
            user.attributes().toJson(),
            stored.epoch(),
            user.id(),
            stored.version()
        };
    }

    static StoredUser read(ResultSet row) throws SQLException {
        String roles = row.getString("roles");
        User user = new User(
                row.getString("id"),
                EmailAddress.of(row.getString("email")),
                username(row.getString("username")),
                row.getBoolean("email_verified"),
                UserStatus.valueOf(row.getString("status")),
                roles.isEmpty() ? Set.of() : Set.of(roles.split(" ", -1)),
                Attributes.fromJson(row.getString("attributes")),
                Sql.instant(row, "created_at"));
        return new StoredUser(user, row.getString("password_hash"), row.getLong("version"), row.getLong("epoch"));
    }

    static @Nullable String text(@Nullable Username username) {
        return username == null ? null : username.name();
    }

    static @Nullable String key(@Nullable Username username) {
        return username == null ? null : username.key();
    }

    static @Nullable Username username(@Nullable String text) {
        return text == null ? null : Username.of(text);
    }
}
