package io.github.keystile.auth;

import java.util.Objects;

/**
 * A refresh token that is to be exchanged for new tokens.
 *
 * @param refreshToken any text is taken and may be refused
 * @param caller who asks
 */
public record Refresh(String refreshToken, Caller caller) {
    public Refresh {
        Objects.requireNonNull(refreshToken, "refreshToken");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "Refresh[]";
    }
}
