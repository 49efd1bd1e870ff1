package io.github.keystile.auth;

import java.util.Objects;

/**
 * A reset code, shown before the new password is known.
 *
 * @param proof the code
 * @param caller who asks
 */
public record CheckPasswordResetCode(CodeProof proof, Caller caller) {
    public CheckPasswordResetCode {
        Objects.requireNonNull(proof, "proof");
        Objects.requireNonNull(caller, "caller");
    }
}
