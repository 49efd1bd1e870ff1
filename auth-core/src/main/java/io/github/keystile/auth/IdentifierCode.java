package io.github.keystile.auth;

import java.util.Objects;

/**
 * A code and the identifier that it was asked for, from clients that keep no challenge id. Fewer attempts are open
 * to it, so that strangers cannot spend them all.
 *
 * @param identifier e-mail address or username, white space around it does not count; any text is taken and may be refused
 * @param code as typed: blanks, tabs, line ends and {@code -} in it do not count, every other character does
 */
public record IdentifierCode(String identifier, String code) implements CodeProof {
    public IdentifierCode {
        Objects.requireNonNull(identifier, "identifier");
        Objects.requireNonNull(code, "code");
    }

    @Override
    public String toString() {
        return "IdentifierCode[]";
    }
}
