package io.github.keystile.examples.redis;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.Purpose;
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
        List<Object> fields = new ArrayList<>(List.<Object>of(
                "id", challenge.id(),
                "purpose", challenge.purpose(),
                "subject", challenge.subject(),
                "epoch", challenge.epoch(),
                "secretHash", challenge.secretHash(),
                "attempts", challenge.attempts(),
                "attemptsWithoutId", challenge.attemptsWithoutId(),
                "maxAttempts", challenge.maxAttempts(),
                "maxAttemptsWithoutId", challenge.maxAttemptsWithoutId(),
                "issuedAt", challenge.issuedAt(),
                "expiresAt", challenge.expiresAt()));
        String payload = challenge.payload();
        fields.addAll(payload == null ? List.of() : List.of("payload", payload));
        return fields;
    }

    static Challenge read(Map<String, String> fields) {
        return new Challenge(
                get(fields, "id"),
                new Purpose(get(fields, "purpose")),
                get(fields, "subject"),
                Long.parseLong(get(fields, "epoch")),
                get(fields, "secretHash"),
                Integer.parseInt(get(fields, "attempts")),
                Integer.parseInt(get(fields, "attemptsWithoutId")),
                Integer.parseInt(get(fields, "maxAttempts")),
                Integer.parseInt(get(fields, "maxAttemptsWithoutId")),
                Instant.ofEpochMilli(Long.parseLong(get(fields, "issuedAt"))),
                Instant.ofEpochMilli(Long.parseLong(get(fields, "expiresAt"))),
                fields.get("payload"));
    }

    private static String get(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).orElseThrow(IllegalArgumentException::new);
    }
}
