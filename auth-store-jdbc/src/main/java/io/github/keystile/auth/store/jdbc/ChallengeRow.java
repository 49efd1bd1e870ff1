package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A challenge as a row. */
final class ChallengeRow {
    private static final String COLUMNS = """
            id, purpose, subject, epoch, secret_hash, attempts, attempts_without_id, max_attempts,
            max_attempts_without_id, issued_at, expires_at, payload""";

    static final String SELECT = "SELECT " + COLUMNS + " FROM #challenge";
    static final String INSERT = "INSERT INTO #challenge (" + COLUMNS + ") VALUES (" + Sql.marks(12) + ")";

    private ChallengeRow() {}

    static @Nullable Object[] values(Challenge challenge) {
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
            challenge.payload()
        };
    }

    static Challenge read(ResultSet row) throws SQLException {
        return new Challenge(
                row.getString("id"),
                new Purpose(row.getString("purpose")),
                row.getString("subject"),
                row.getLong("epoch"),
                row.getString("secret_hash"),
                row.getInt("attempts"),
                row.getInt("attempts_without_id"),
                row.getInt("max_attempts"),
                row.getInt("max_attempts_without_id"),
                Sql.instant(row, "issued_at"),
                Sql.instant(row, "expires_at"),
                row.getString("payload"));
    }
}
