package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.PendingSignup;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A challenge as a row. The columns of the pending signup are null for every other purpose. */
final class ChallengeRow {
    private static final String COLUMNS = """
            id, purpose, subject, epoch, secret_hash, attempts, attempts_without_id, max_attempts,
            max_attempts_without_id, issued_at, expires_at, pending_user_id, pending_email, pending_username,
            pending_password_hash, pending_attributes""";

    static final String SELECT = "SELECT " + COLUMNS + " FROM #challenge";
    static final String INSERT = "INSERT INTO #challenge (" + COLUMNS + ") VALUES (" + Sql.marks(16) + ")";

    private ChallengeRow() {}

    static @Nullable Object[] values(Challenge challenge) {
        PendingSignup pending = challenge.pending();
        return new @Nullable Object[] {
            Text.key("The id", challenge.id(), Text.ID),
            challenge.purpose().name(),
            Text.key("The subject", challenge.subject(), Text.SUBJECT),
            challenge.epoch(),
            Text.key("The hash", challenge.secretHash(), Text.SECRET_HASH),
            challenge.attempts(),
            challenge.attemptsWithoutId(),
            challenge.maxAttempts(),
            challenge.maxAttemptsWithoutId(),
            challenge.issuedAt(),
            challenge.expiresAt(),
            pending == null ? null : Text.key("The user's id", pending.userId(), Text.ID),
            pending == null ? null : pending.email().address(),
            pending == null ? null : UserRow.text(pending.username()),
            pending == null ? null : Text.key("The password hash", pending.passwordHash(), Text.PASSWORD_HASH),
            pending == null ? null : pending.attributes().toJson()
        };
    }

    static Challenge read(ResultSet row) throws SQLException {
        return new Challenge(
                row.getString("id"),
                Purpose.valueOf(row.getString("purpose")),
                row.getString("subject"),
                row.getLong("epoch"),
                row.getString("secret_hash"),
                row.getInt("attempts"),
                row.getInt("attempts_without_id"),
                row.getInt("max_attempts"),
                row.getInt("max_attempts_without_id"),
                Sql.instant(row, "issued_at"),
                Sql.instant(row, "expires_at"),
                pending(row));
    }

    private static @Nullable PendingSignup pending(ResultSet row) throws SQLException {
        String userId = row.getString("pending_user_id");
        return userId == null
                ? null
                : new PendingSignup(
                        userId,
                        EmailAddress.of(row.getString("pending_email")),
                        UserRow.username(row.getString("pending_username")),
                        row.getString("pending_password_hash"),
                        Attributes.fromJson(row.getString("pending_attributes")));
    }
}
