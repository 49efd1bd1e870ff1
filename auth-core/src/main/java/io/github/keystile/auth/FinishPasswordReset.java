package io.github.keystile.auth;

import java.util.Objects;

/**
 * A new password, and what allows it to be set.
 *
 * @param proof code, ticket or link
 * @param newPassword as typed
 * @param caller who asks
 */
public record FinishPasswordReset(ResetProof proof, String newPassword, Caller caller) {
    public FinishPasswordReset {
        Objects.requireNonNull(proof, "proof");
        Objects.requireNonNull(newPassword, "newPassword");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "FinishPasswordReset[]";
    }
}
