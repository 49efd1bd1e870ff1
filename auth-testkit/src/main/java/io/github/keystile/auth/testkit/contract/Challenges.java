package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Challenges to store: 5 attempts, 3 of them without the id, 10 minutes. */
final class Challenges {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final int MAX = 5;
    static final int MAX_WITHOUT_ID = 3;
    static final int PURGE_LIMIT = 1000;

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
                payloads().get(purpose.equals(Purpose.SIGNUP) ? 1 : 0).orElse(null));
    }

    /** Purposes of today, and one that no version knows. */
    static List<Purpose> purposes() {
        return List.of(
                Purpose.SIGNUP,
                Purpose.EMAIL_VERIFICATION,
                Purpose.PASSWORD_RESET_CODE,
                Purpose.PASSWORD_RESET_LINK,
                new Purpose("NEVER_HEARD_OF"));
    }

    /** None, an ordinary one, the longest, and one that a store must not try to read. */
    static List<Optional<String>> payloads() {
        return List.of(
                Optional.empty(),
                Optional.of("{\"version\":1,\"name\":\"\\u00e4\"}"),
                Optional.of("x".repeat(Challenge.MAX_PAYLOAD)),
                Optional.of(" {\"a\" : 'b\\\n\t\r; -- $set ?1 %s\u0001\u007f} "));
    }

    static Challenge withPayload(Challenge base, @Nullable String payload) {
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
                payload);
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
                base.payload());
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
                base.payload());
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
                base.payload());
    }

    static Challenge withId(Challenge base) {
        return withId(Fresh.id().substring(2) + "aZ", base);
    }

    static Challenge withId(String id, Challenge base) {
        return new Challenge(
                id,
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
                base.payload());
    }

    static void assertSame(Challenge expected, Optional<Challenge> found) {
        Challenge actual = found.orElseThrow(() -> new AssertionError("The stored challenge is not found"));
        assertEquals(expected, actual);
    }

    /** Purges what earlier runs left behind. */
    static void drain(OtpStore store, Instant longAgo) {
        int purged;
        do {
            purged = store.purge(longAgo.plus(LIFETIME.multipliedBy(3)), PURGE_LIMIT);
        } while (purged == PURGE_LIMIT);
    }
}
