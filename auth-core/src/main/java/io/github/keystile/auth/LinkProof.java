package io.github.keystile.auth;

import java.util.Objects;

/**
 * The token out of a mailed link.
 *
 * @param token the link's {@code token} parameter; any text is taken and may be refused
 */
public record LinkProof(String token) implements ResetProof {
    public LinkProof {
        Objects.requireNonNull(token, "token");
    }

    @Override
    public String toString() {
        return "LinkProof[]";
    }
}
