package io.github.keystile.auth;

import java.util.Objects;

/**
 * The password is not to be trusted any more: the user has to set a new one by mail.
 *
 * @param userId the user
 * @param caller who asks
 */
public record RequireReset(String userId, Caller caller) {
    public RequireReset {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "RequireReset[]";
    }
}
