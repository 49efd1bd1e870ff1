package io.github.keystile.auth.testkit;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.PendingSignup;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.Attributes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Challenges to store: 5 attempts, 3 of them without the id, 10 minutes. */
final class Challenges {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final int MAX = 5;
    static final int MAX_WITHOUT_ID = 3;

    private Challenges() {}

    static Challenge fresh(Instant issuedAt) {
        return of(Purpose.PASSWORD_RESET_CODE, Fresh.id(), issuedAt);
    }

    static Challenge of(Purpose purpose, String subject, Instant issuedAt) {
        return new Challenge(
                Fresh.id(),
                purpose,
                subject,
                0,
                Fresh.hash(),
                0,
                0,
                MAX,
                MAX_WITHOUT_ID,
                issuedAt,
                issuedAt.plus(LIFETIME),
                purpose == Purpose.SIGNUP ? pending() : null);
    }

    static PendingSignup pending() {
        return new PendingSignup(Fresh.id(), Fresh.email(), Fresh.username(), Fresh.hash(), Attributes.none());
    }

    static Challenge withPending(Challenge base, @Nullable PendingSignup pending) {
        return new Challenge(
                base.id(),
                base.purpose(),
                base.subject(),
                base.epoch(),
                base.secretHash(),
                base.attempts(),
                base.attemptsWithoutId(),
                base.maxAttempts(),
                base.maxAttemptsWithoutId(),
                base.issuedAt(),
                base.expiresAt(),
                pending);
    }

    static Challenge withAttempts(Challenge base, int attempts, int withoutId) {
        return new Challenge(
                base.id(),
                base.purpose(),
                base.subject(),
                base.epoch(),
                base.secretHash(),
                attempts,
                withoutId,
                base.maxAttempts(),
                base.maxAttemptsWithoutId(),
                base.issuedAt(),
                base.expiresAt(),
                base.pending());
    }

    static Challenge withMax(Challenge base, int max, int maxWithoutId) {
        return new Challenge(
                base.id(),
                base.purpose(),
                base.subject(),
                base.epoch(),
                base.secretHash(),
                base.attempts(),
                base.attemptsWithoutId(),
                max,
                maxWithoutId,
                base.issuedAt(),
                base.expiresAt(),
                base.pending());
    }

    static Challenge withCode(Challenge base, String secretHash, Instant issuedAt, Instant expiresAt) {
        return new Challenge(
                base.id(),
                base.purpose(),
                base.subject(),
                base.epoch(),
                secretHash,
                base.attempts(),
                base.attemptsWithoutId(),
                base.maxAttempts(),
                base.maxAttemptsWithoutId(),
                issuedAt,
                expiresAt,
                base.pending());
    }
}
