package io.github.keystile.auth;

import java.time.Instant;
import java.util.Objects;

/**
 * Lets its holder set a new password. Keep it in an HttpOnly cookie.
 *
 * @param ticket for {@link TicketProof}; {@link #toString()} does not show it
 * @param expiresAt when it ends
 */
public record ResetTicket(String ticket, Instant expiresAt) {
    public ResetTicket {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    @Override
    public String toString() {
        return "ResetTicket[expiresAt=" + expiresAt + "]";
    }
}
