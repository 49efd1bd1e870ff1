package io.github.keystile.examples.resetlink;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Reads {@code Authorization: Bearer …} (RFC 6750 section 2.1). Never from the query: addresses are logged. */
final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
    }
}
