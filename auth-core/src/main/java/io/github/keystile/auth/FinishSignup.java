package io.github.keystile.auth;

import java.util.Objects;

/**
 * The code of a pending signup.
 *
 * @param proof the code; {@link IdentifierCode} only where {@link SignupPolicy#finishByEmail} says so
 * @param profile what was not said at the start; wins over what was
 * @param caller who asks
 */
public record FinishSignup(CodeProof proof, SignupProfile profile, Caller caller) {
    public FinishSignup {
        Objects.requireNonNull(proof, "proof");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(caller, "caller");
    }
}
