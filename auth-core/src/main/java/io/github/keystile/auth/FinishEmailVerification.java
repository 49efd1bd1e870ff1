package io.github.keystile.auth;

import java.util.Objects;

/**
 * The code that proves an address. Only the browser that asked for it holds the challenge's id: a code that a
 * stranger had mailed proves nothing for that stranger.
 *
 * @param proof the code
 * @param caller who asks
 */
public record FinishEmailVerification(ChallengeCode proof, Caller caller) {
    public FinishEmailVerification {
        Objects.requireNonNull(proof, "proof");
        Objects.requireNonNull(caller, "caller");
    }
}
