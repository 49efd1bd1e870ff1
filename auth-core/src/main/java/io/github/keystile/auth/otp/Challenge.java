package io.github.keystile.auth.otp;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
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
 * @param payload what the library keeps with it, 1 to 32,000 ASCII characters, or null. Opaque: a store hands it back exactly
 *     as it was
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
        @Nullable String payload) {
    /** How long a payload may be, in ASCII characters. */
    public static final int MAX_PAYLOAD = 32_000;

    private static final Pattern ID = Pattern.compile("[!-~]{1,64}");
    private static final Pattern SUBJECT = Pattern.compile("[!-~]{1,254}");
    private static final Pattern HASH = Pattern.compile("[!-~]{1,100}");
    private static final int MOST_ATTEMPTS = 10;

    /**
     * Checks lengths, characters and ranges, so that a store need not.
     *
     * @throws IllegalArgumentException if one is passed; the message names the component and holds no value
     */
    public Challenge {
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        require(ID.matcher(id).matches(), "id");
        require(SUBJECT.matcher(subject).matches(), "subject");
        require(HASH.matcher(secretHash).matches(), "secretHash");
        require(epoch >= 0, "epoch");
        require(maxAttempts >= 1 && maxAttempts <= MOST_ATTEMPTS, "maxAttempts");
        require(maxAttemptsWithoutId >= 0 && maxAttemptsWithoutId <= maxAttempts, "maxAttemptsWithoutId");
        require(attempts >= 0 && attempts <= maxAttempts, "attempts");
        require(attemptsWithoutId >= 0 && attemptsWithoutId <= attempts, "attemptsWithoutId");
        require(payload == null || (!payload.isEmpty() && isAscii(payload)), "payload");
    }

    private static boolean isAscii(String payload) {
        return payload.length() <= MAX_PAYLOAD && payload.chars().allMatch(c -> c > 0 && c < 0x80);
    }

    private static void require(boolean holds, String component) {
        if (!holds) {
            throw new IllegalArgumentException("The challenge's " + component + " is out of its range");
        }
    }

    @Override
    public String toString() {
        return "Challenge[purpose=" + purpose + ", attempts=" + attempts + "/" + maxAttempts + ", expiresAt="
                + expiresAt + "]";
    }
}
