package io.github.keystile.auth.otp;

import java.time.Instant;

/** A challenge with what can change about it: attempts, code and times. */
record Edit(
        Challenge base, String secretHash, int attempts, int attemptsWithoutId, Instant issuedAt, Instant expiresAt) {
    Edit(Challenge base) {
        this(base, base.secretHash(), base.attempts(), base.attemptsWithoutId(), base.issuedAt(), base.expiresAt());
    }

    Edit withCounters(int change, OtpStore.Claim claim) {
        int withoutId = claim == OtpStore.Claim.WITHOUT_ID ? change : 0;
        return new Edit(
                base,
                secretHash,
                Math.max(0, attempts + change),
                Math.max(0, attemptsWithoutId + withoutId),
                issuedAt,
                expiresAt);
    }

    Edit withCode(String newHash, Instant newIssuedAt, Instant newExpiresAt) {
        return new Edit(base, newHash, 0, 0, newIssuedAt, newExpiresAt);
    }

    Edit withExpiryAtLeast(Instant least) {
        return new Edit(
                base, secretHash, attempts, attemptsWithoutId, issuedAt, least.isAfter(expiresAt) ? least : expiresAt);
    }

    Challenge toChallenge() {
        return new Challenge(
                base.id(),
                base.purpose(),
                base.subject(),
                base.epoch(),
                secretHash,
                attempts,
                attemptsWithoutId,
                base.maxAttempts(),
                base.maxAttemptsWithoutId(),
                issuedAt,
                expiresAt,
                base.payload());
    }

    @Override
    public String toString() {
        return "Edit[" + base + "]";
    }
}
