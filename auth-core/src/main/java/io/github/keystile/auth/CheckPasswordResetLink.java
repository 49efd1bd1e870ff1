package io.github.keystile.auth;

import java.util.Objects;

/**
 * A look at a mailed link, before a new password is typed.
 *
 * @param token the link's {@code token} parameter; any text is taken and may be refused
 * @param caller who asks
 */
public record CheckPasswordResetLink(String token, Caller caller) {
    public CheckPasswordResetLink {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "CheckPasswordResetLink[]";
    }
}
