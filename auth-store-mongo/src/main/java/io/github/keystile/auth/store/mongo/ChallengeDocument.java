package io.github.keystile.auth.store.mongo;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.Purpose;
import org.bson.Document;

/** A challenge as a document. */
final class ChallengeDocument {
    private ChallengeDocument() {}

    static Document of(Challenge challenge) {
        Document document = new Document("_id", Text.key("The id", challenge.id(), Text.ID))
                .append("purpose", challenge.purpose().name())
                .append("subject", Text.key("The subject", challenge.subject(), Text.SUBJECT))
                .append("epoch", challenge.epoch())
                .append("secret_hash", Text.key("The hash", challenge.secretHash(), Text.SECRET_HASH))
                .append("attempts", challenge.attempts())
                .append("attempts_without_id", challenge.attemptsWithoutId())
                .append("max_attempts", challenge.maxAttempts())
                .append("max_attempts_without_id", challenge.maxAttemptsWithoutId())
                .append("issued_at", Times.date(challenge.issuedAt()))
                .append("expires_at", Times.date(challenge.expiresAt()));
        String payload = challenge.payload();
        return payload == null ? document : document.append("payload", payload);
    }

    static Challenge read(Fields fields) {
        return fields.whole(() -> new Challenge(
                fields.text("_id"),
                fields.text("purpose", Purpose::new),
                fields.text("subject"),
                fields.number("epoch"),
                fields.text("secret_hash"),
                fields.smallNumber("attempts"),
                fields.smallNumber("attempts_without_id"),
                fields.smallNumber("max_attempts"),
                fields.smallNumber("max_attempts_without_id"),
                fields.instant("issued_at"),
                fields.instant("expires_at"),
                fields.optionalText("payload")));
    }
}
