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
            password_hash, version, epoch, created_at, facts""";

    static final String SELECT = "SELECT " + COLUMNS + " FROM #user";
    static final String INSERT = "INSERT INTO #user (" + COLUMNS + ") VALUES (" + Sql.marks(14) + ")";
    static final String REPLACE = """
            UPDATE #user SET email = ?, email_key = ?, username = ?, username_key = ?, email_verified = ?,
                status = ?, roles = ?, attributes = ?, epoch = ?, facts = ?, version = version + 1
            WHERE id = ? AND version = ?""";

    private UserRow() {}

    static @Nullable Object[] inserted(StoredUser stored) {
        User user = stored.user();
        return new @Nullable Object[] {
            user.id(),
            user.email().address(),
            user.email().key(),
            text(user.username()),
            key(user.username()),
            user.emailVerified(),
            user.status().name(),
            String.join(" ", user.roles()),
            Text.ascii(user.attributes().toJson()),
            stored.passwordHash(),
            stored.version(),
            stored.epoch(),
            user.createdAt(),
            stored.facts()
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
            Text.ascii(user.attributes().toJson()),
            stored.epoch(),
            stored.facts(),
            user.id(),
            stored.version()
        };
    }

    static StoredUser read(ResultSet row) throws SQLException {
        Cells cells = new Cells("user", row);
        User user = new User(
                cells.text("id", UserRow::id),
                cells.text("email", EmailAddress::of),
                cells.optionalText("username", Username::of),
                cells.flag("email_verified"),
                cells.text("status", UserStatus::valueOf),
                cells.text("roles", UserRow::roles),
                cells.text("attributes", Attributes::fromJson),
                cells.instant("created_at"));
        return new StoredUser(
                user,
                cells.optionalText("password_hash", StoredUser::checkHash),
                cells.count("version"),
                cells.count("epoch"),
                cells.optionalText("facts", StoredUser::checkFacts));
    }

    private static String id(String text) {
        if (text.isEmpty() || !Text.isKey(text, Text.ID)) {
            throw new IllegalArgumentException("No id of a user");
        }
        return text;
    }

    private static Set<String> roles(String text) {
        return User.checkRoles(text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1)));
    }

    static @Nullable String text(@Nullable Username username) {
        return username == null ? null : username.name();
    }

    static @Nullable String key(@Nullable Username username) {
        return username == null ? null : username.key();
    }
}
