package io.github.keystile.auth;

import java.util.Objects;

/**
 * A reset ticket, which a right code was exchanged for.
 *
 * @param ticket as {@link ResetTicket#ticket()} said; any text is taken and may be refused
 */
public record TicketProof(String ticket) implements ResetProof {
    public TicketProof {
        Objects.requireNonNull(ticket, "ticket");
    }

    @Override
    public String toString() {
        return "TicketProof[]";
    }
}
