package io.github.keystile.auth;

import java.util.Objects;

/**
 * A look at why somebody cannot log in.
 *
 * @param identifier an e-mail address or username, as they typed it
 * @param caller who asks
 */
public record Diagnose(String identifier, Caller caller) {
    public Diagnose {
        Objects.requireNonNull(identifier, "identifier");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "Diagnose[]";
    }
}
