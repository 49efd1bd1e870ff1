package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Challenges in one table; the row count of each conditional statement is the answer. */
final class JdbcOtpStore implements OtpStore {
    private static final String CLAIM_WITH_ID = """
            UPDATE #challenge SET attempts = attempts + 1
            WHERE id = ? AND expires_at > ? AND attempts < max_attempts""";
    private static final String CLAIM_WITHOUT_ID = """
            UPDATE #challenge SET attempts = attempts + 1, attempts_without_id = attempts_without_id + 1
            WHERE id = ? AND expires_at > ? AND attempts < max_attempts
                AND attempts_without_id < max_attempts_without_id""";
    private static final String GIVE_BACK = """
            UPDATE #challenge SET
                attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END,
                attempts_without_id = CASE WHEN attempts_without_id > ? THEN attempts_without_id - ? ELSE 0 END,
                expires_at = CASE WHEN expires_at < ? THEN ? ELSE expires_at END
            WHERE id = ? AND secret_hash = ?""";
    private static final String REPLACE_CODE = """
            UPDATE #challenge SET secret_hash = ?, attempts = 0, attempts_without_id = 0, issued_at = ?, expires_at = ?
            WHERE id = ? AND secret_hash = ?""";
    private static final String NEWEST = ChallengeRow.SELECT
            + " WHERE purpose = ? AND subject = ? AND expires_at > ? ORDER BY issued_at DESC, id DESC LIMIT ?";

    private final Jdbc jdbc;
    private final Purge purge;

    JdbcOtpStore(Jdbc jdbc) {
        this.jdbc = jdbc;
        this.purge = new Purge(jdbc, "purge challenges", "#challenge", "id", "expires_at", "<");
    }

    @Override
    public void insert(Challenge challenge) {
        jdbc.update("insert challenge", ChallengeRow.INSERT, ChallengeRow.values(challenge));
    }

    @Override
    public Optional<Challenge> find(String id) {
        return isId(id)
                ? jdbc.find("find challenge", ChallengeRow.SELECT + " WHERE id = ?", ChallengeRow::read, id)
                : Optional.empty();
    }

    @Override
    public Optional<Challenge> findLink(Purpose purpose, String secretHash) {
        if (!isHash(secretHash)) {
            return Optional.empty();
        }
        String byHash = ChallengeRow.SELECT + " WHERE secret_hash = ? AND purpose = ?";
        return jdbc.find("find link", byHash, ChallengeRow::read, secretHash, purpose.name());
    }

    @Override
    public List<Challenge> newest(String subject, Purpose purpose, Instant expiringAfter, int limit) {
        return isSubject(subject)
                ? jdbc.list(
                        "find newest challenges",
                        NEWEST,
                        ChallengeRow::read,
                        purpose.name(),
                        subject,
                        expiringAfter,
                        limit)
                : List.of();
    }

    /** The row stays locked from the count to the commit, so what is read is what the attempt was counted on. */
    @Override
    public Optional<Challenge> claimAttempt(String id, Claim claim, Instant now) {
        if (!isId(id)) {
            return Optional.empty();
        }
        String count = claim == Claim.WITH_ID ? CLAIM_WITH_ID : CLAIM_WITHOUT_ID;
        String select = ChallengeRow.SELECT + " WHERE id = ?";
        return jdbc.transaction(
                "claim attempt",
                sql -> sql.update(count, id, now) == 1
                        ? sql.list(select, ChallengeRow::read, id).stream().findFirst()
                        : Optional.empty());
    }

    @Override
    public void giveBackAttempt(String id, Claim claim, String secretHash, Instant expiresAtLeast) {
        if (isId(id) && isHash(secretHash)) {
            int withoutId = claim == Claim.WITHOUT_ID ? 1 : 0;
            jdbc.update(
                    "give attempt back",
                    GIVE_BACK,
                    withoutId,
                    withoutId,
                    expiresAtLeast,
                    expiresAtLeast,
                    id,
                    secretHash);
        }
    }

    @Override
    public boolean replaceCode(String id, String oldHash, String newHash, Instant issuedAt, Instant expiresAt) {
        Text.key("The hash", newHash, Text.SECRET_HASH);
        return isId(id)
                && isHash(oldHash)
                && jdbc.update("replace code", REPLACE_CODE, newHash, issuedAt, expiresAt, id, oldHash) == 1;
    }

    @Override
    public boolean consume(String id, String secretHash) {
        String delete = "DELETE FROM #challenge WHERE epoch >= ? AND id = ? AND secret_hash = ?";
        return isId(id) && isHash(secretHash) && jdbc.update("consume challenge", delete, Sql.ANY, id, secretHash) == 1;
    }

    @Override
    public void deleteAll(String subject) {
        if (isSubject(subject)) {
            String delete = "DELETE FROM #challenge WHERE epoch >= ? AND subject = ?";
            jdbc.update("delete challenges", delete, Sql.ANY, subject);
        }
    }

    @Override
    public int purge(Instant expiredBefore, int limit) {
        return purge.run(expiredBefore, limit);
    }

    private static boolean isId(String id) {
        return Text.isKey(id, Text.ID);
    }

    private static boolean isHash(String hash) {
        return Text.isKey(hash, Text.SECRET_HASH);
    }

    private static boolean isSubject(String subject) {
        return Text.isKey(subject, Text.SUBJECT);
    }
}
