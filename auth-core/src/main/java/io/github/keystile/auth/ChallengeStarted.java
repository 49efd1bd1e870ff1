package io.github.keystile.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A code or link is on its way, or it looks as if it were.
 *
 * <p><b>Security guarantees.</b> Under uniform disclosure nothing in here depends on whether there is an account.
 * The id belongs to the asking browser alone: keep it in an HttpOnly cookie or in the page, never in a mail.
 *
 * @param challengeId names the request when the code is entered or another one is wanted
 * @param expiresAt when code or link end
 * @param resendAt from when another one can be asked for
 */
public record ChallengeStarted(String challengeId, Instant expiresAt, Instant resendAt) {
    /** How long after its code has expired a new one can be had. */
    public static final Duration RESENDABLE = Duration.ofHours(1);

    public ChallengeStarted {
        Objects.requireNonNull(challengeId, "challengeId");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(resendAt, "resendAt");
    }

    /**
     * Until when another code can be asked for with this id.
     *
     * @return an hour after {@link #expiresAt}
     */
    public Instant resendUntil() {
        return expiresAt.plus(RESENDABLE);
    }

    @Override
    public String toString() {
        return "ChallengeStarted[expiresAt=" + expiresAt + "]";
    }
}
