package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.otp.Challenge;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When this process has last refused a challenge, or all of a subject: what had expired by then stays so when the clock
 * steps back. Bounded, so whoever floods it only loses others this courtesy.
 */
final class SeenExpiries {
    private static final int MOST = 10_000;

    private final Map<String, Instant> refused = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    synchronized void refusedAt(String idOrSubject, Instant now) {
        refused.merge(idOrSubject, now, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Whether the challenge had expired when it, or its subject, was refused. */
    boolean hasSeenTheEndOf(Challenge challenge) {
        return wasOver(challenge.id(), challenge) || wasOver(challenge.subject(), challenge);
    }

    private synchronized boolean wasOver(String key, Challenge challenge) {
        Instant at = refused.get(key);
        return at != null && !at.isBefore(challenge.expiresAt());
    }
}
