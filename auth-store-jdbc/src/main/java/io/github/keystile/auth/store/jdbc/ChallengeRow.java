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
        Cells cells = new Cells("challenge", row);
        return cells.whole(() -> new Challenge(
                cells.text("id"),
                cells.text("purpose", Purpose::new),
                cells.text("subject"),
                cells.number("epoch"),
                cells.text("secret_hash"),
                cells.smallNumber("attempts"),
                cells.smallNumber("attempts_without_id"),
                cells.smallNumber("max_attempts"),
                cells.smallNumber("max_attempts_without_id"),
                cells.instant("issued_at"),
                cells.instant("expires_at"),
                cells.optionalText("payload")));
    }
}
