package io.github.keystile.auth.limit;

import java.time.Instant;
import java.util.Objects;

/**
 * What a limiter keeps under a key.
 *
 * @param state what the rule reads next time, at most {@value LimitRule#MAX_STATE_LENGTH} printable ASCII characters
 * @param forgetAt from then on the state means the same as no state, and may be deleted
 */
public record Kept(String state, Instant forgetAt) {
    public Kept {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(forgetAt, "forgetAt");
    }
}
