package io.github.keystile.auth;

import java.util.Objects;

/**
 * Somebody asks for a new code for the same challenge.
 *
 * @param challengeId the challenge; any text is taken and may be refused
 * @param caller who asks
 */
public record ResendCode(String challengeId, Caller caller) {
    public ResendCode {
        Objects.requireNonNull(challengeId, "challengeId");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "ResendCode[]";
    }
}
