package io.github.keystile.auth;

import java.util.Objects;

/**
 * A look at the link of an invitation, before a password is typed.
 *
 * @param token the link's {@code token} parameter; any text is taken and may be refused
 * @param caller who asks
 */
public record CheckInvitationLink(String token, Caller caller) {
    public CheckInvitationLink {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "CheckInvitationLink[]";
    }
}
