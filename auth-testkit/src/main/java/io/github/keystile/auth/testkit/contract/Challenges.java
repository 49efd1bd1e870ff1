package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.PendingSignup;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.Username;
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
                base.pending());
    }

    /** Addresses and usernames are equal by key: that they are kept as typed needs a look of its own. */
    static void assertSame(Challenge expected, Optional<Challenge> found) {
        Challenge actual = found.orElseThrow(() -> new AssertionError("The stored challenge is not found"));
        assertEquals(expected, actual);
        assertEquals(typed(expected), typed(actual));
    }

    private static List<String> typed(Challenge challenge) {
        PendingSignup pending = challenge.pending();
        return pending == null
                ? List.of()
                : List.of(
                        pending.email().address(),
                        Optional.ofNullable(pending.username())
                                .map(Username::name)
                                .orElse(""));
    }

    /** Purges what earlier runs left behind. */
    static void drain(OtpStore store, Instant longAgo) {
        int purged;
        do {
            purged = store.purge(longAgo.plus(LIFETIME.multipliedBy(3)), PURGE_LIMIT);
        } while (purged == PURGE_LIMIT);
    }
}
