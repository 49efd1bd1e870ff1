package io.github.keystile.auth.store.mongo;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.PendingSignup;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A challenge as a document; a pending signup is a part of it. */
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
        PendingSignup pending = challenge.pending();
        return pending == null ? document : document.append("pending", of(pending));
    }

    private static Document of(PendingSignup pending) {
        Document document = new Document("user_id", Text.key("The user's id", pending.userId(), Text.ID))
                .append("email", pending.email().address())
                .append("password_hash", Text.key("The password hash", pending.passwordHash(), Text.PASSWORD_HASH))
                .append("attributes", pending.attributes().toJson());
        Username username = pending.username();
        return username == null ? document : document.append("username", username.name());
    }

    static Challenge read(Fields fields) {
        return new Challenge(
                fields.text("_id"),
                Purpose.valueOf(fields.text("purpose")),
                fields.text("subject"),
                fields.number("epoch"),
                fields.text("secret_hash"),
                fields.smallNumber("attempts"),
                fields.smallNumber("attempts_without_id"),
                fields.smallNumber("max_attempts"),
                fields.smallNumber("max_attempts_without_id"),
                fields.instant("issued_at"),
                fields.instant("expires_at"),
                pending(fields.optionalPart("pending")));
    }

    private static @Nullable PendingSignup pending(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        String username = fields.optionalText("username");
        return new PendingSignup(
                fields.text("user_id"),
                EmailAddress.of(fields.text("email")),
                username == null ? null : Username.of(username),
                fields.text("password_hash"),
                Attributes.fromJson(fields.text("attributes")));
    }
}
