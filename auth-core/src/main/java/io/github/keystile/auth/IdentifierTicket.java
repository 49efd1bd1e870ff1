package io.github.keystile.auth;

import java.util.Objects;

/**
 * A reset ticket and the identifier that the client says it is for. It is good only if it belongs to that account: for
 * APIs whose last step names the account while the ticket travels in a cookie, so that a ticket of one account never
 * changes the password of another than the one that was named.
 *
 * @param identifier e-mail address or username; any text is taken and may be refused
 * @param ticket as {@link ResetTicket#ticket()} said; any text is taken and may be refused
 */
public record IdentifierTicket(String identifier, String ticket) implements ResetProof {
    public IdentifierTicket {
        Objects.requireNonNull(identifier, "identifier");
        Objects.requireNonNull(ticket, "ticket");
    }

    @Override
    public String toString() {
        return "IdentifierTicket[]";
    }
}
