package io.github.keystile.examples.redis;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.PendingSignup;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A challenge as names and values, as Redis keeps them. */
final class ChallengeFields {
    private ChallengeFields() {}

    /** Names and values in turn, the id first. */
    static List<Object> of(Challenge challenge) {
        List<Object> fields = new ArrayList<>(List.of(
                "id", challenge.id(),
                "purpose", challenge.purpose(),
                "subject", challenge.subject(),
                "epoch", challenge.epoch(),
                "secretHash", challenge.secretHash(),
                "attempts", challenge.attempts(),
                "attemptsWithoutId", challenge.attemptsWithoutId(),
                "maxAttempts", challenge.maxAttempts(),
                "maxAttemptsWithoutId", challenge.maxAttemptsWithoutId()));
        fields.addAll(List.of("issuedAt", challenge.issuedAt(), "expiresAt", challenge.expiresAt()));
        PendingSignup pending = challenge.pending();
        if (pending != null) {
            fields.addAll(List.of(
                    "userId", pending.userId(),
                    "email", pending.email().address(),
                    "passwordHash", pending.passwordHash(),
                    "attributes", pending.attributes().toJson()));
            Username username = pending.username();
            fields.addAll(username == null ? List.of() : List.of("username", username.name()));
        }
        return fields;
    }

    static Challenge read(Map<String, String> fields) {
        return new Challenge(
                get(fields, "id"),
                Purpose.valueOf(get(fields, "purpose")),
                get(fields, "subject"),
                Long.parseLong(get(fields, "epoch")),
                get(fields, "secretHash"),
                Integer.parseInt(get(fields, "attempts")),
                Integer.parseInt(get(fields, "attemptsWithoutId")),
                Integer.parseInt(get(fields, "maxAttempts")),
                Integer.parseInt(get(fields, "maxAttemptsWithoutId")),
                Instant.ofEpochMilli(Long.parseLong(get(fields, "issuedAt"))),
                Instant.ofEpochMilli(Long.parseLong(get(fields, "expiresAt"))),
                fields.containsKey("userId") ? pending(fields) : null);
    }

    private static PendingSignup pending(Map<String, String> fields) {
        String username = fields.get("username");
        return new PendingSignup(
                get(fields, "userId"),
                EmailAddress.of(get(fields, "email")),
                username == null ? null : Username.of(username),
                get(fields, "passwordHash"),
                Attributes.fromJson(get(fields, "attributes")));
    }

    private static String get(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).orElseThrow(IllegalArgumentException::new);
    }
}
