package io.github.keystile.auth;

import java.time.Instant;
import java.util.Objects;

/**
 * A mailed link that still works.
 *
 * @param expiresAt when it does not any more
 */
public record LiveLink(Instant expiresAt) {
    public LiveLink {
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
