package io.github.keystile.auth.otp;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request for a code or a link.
 *
 * <p><b>Security guarantees.</b> The code or link token itself is not in here, only its hash: a keyed HMAC for
 * codes, SHA-256 for link tokens, random bits for a decoy that nothing matches. {@link #toString()} shows
 * neither id nor hash.
 *
 * @param id 32 hexadecimal digits; what the asking browser holds and the mailbox does not
 * @param purpose what it is for
 * @param subject whom it is about: the user's id; for a signup the {@link
 *     io.github.keystile.auth.user.EmailAddress#key() e-mail key}; for a decoy an opaque text that is no user's
 *     id. At most 254 ASCII characters
 * @param epoch the user's epoch when it began; 0 for a signup or decoy
 * @param secretHash at most 100 ASCII characters; changes with every new code
 * @param attempts attempts spent, with and without the id
 * @param attemptsWithoutId attempts spent by callers who did not hold the id
 * @param maxAttempts how many there are in all, 1 to 10
 * @param maxAttemptsWithoutId how many may be spent without the id, 0 to {@code maxAttempts}
 * @param issuedAt when the current code or link was made, in whole milliseconds
 * @param expiresAt from then on it is worth nothing, in whole milliseconds
 * @param pending the new account; not null exactly for {@link Purpose#SIGNUP}
 */
public record Challenge(
        String id,
        Purpose purpose,
        String subject,
        long epoch,
        String secretHash,
        int attempts,
        int attemptsWithoutId,
        int maxAttempts,
        int maxAttemptsWithoutId,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable PendingSignup pending) {
    /** Checks for null and that a signup, and nothing else, carries a pending account. */
    public Challenge {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(secretHash, "secretHash");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        if ((purpose == Purpose.SIGNUP) != (pending != null)) {
            throw new IllegalArgumentException("A signup challenge carries a pending signup, no other does");
        }
    }

    @Override
    public String toString() {
        return "Challenge[purpose=" + purpose + ", attempts=" + attempts + "/" + maxAttempts + ", expiresAt="
                + expiresAt + "]";
    }
}
