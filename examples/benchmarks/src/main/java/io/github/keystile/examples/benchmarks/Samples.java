package io.github.keystile.examples.benchmarks;

import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.token.JwtTokenIssuer;
import io.github.keystile.auth.token.TokenPolicy;
import java.time.Instant;
import java.util.Set;

/** One access token such as the service issues, and texts like it that are none. */
final class Samples {
    static final TokenPolicy POLICY = TokenPolicy.ofDefaults();
    static final String NAME = POLICY.issuer();
    static final RootSecret SECRET =
            RootSecret.ofText("k7Jd0/qPz3+Wm1xV9sYtR5uB2nE8aLgHk7Jd0/qPz3+Wm1xV9sYtR5uB2nE8aLgH");
    /** The key of access tokens itself, so that every library reads the same text. */
    static final byte[] KEY = SECRET.derive("token at+jwt HS256", 32);

    static final AccessClaims CLAIMS = claims(Instant.parse("2099-01-01T00:00:00Z"));

    private Samples() {}

    static String valid() {
        return JwtTokenIssuer.create(POLICY, SECRET).issueAccess(CLAIMS);
    }

    static String expired() {
        return JwtTokenIssuer.create(POLICY, SECRET)
                .issueAccess(claims(CLAIMS.issuedAt().plusSeconds(900)));
    }

    /** The valid one with its last claim changed: everything but the signature is right. */
    static String forged() {
        String[] parts = valid().split("\\.", -1);
        return parts[0] + "." + parts[1].substring(0, parts[1].length() - 8) + "InJvb3QiXX0" + "." + parts[2];
    }

    static String oversize() {
        return "x".repeat(4097);
    }

    /** As long as the valid one, with no part that could be one of a token. */
    static String malformed() {
        return valid().replace('.', ' ');
    }

    private static AccessClaims claims(Instant expires) {
        return new AccessClaims(
                "0d1f6b0c9f5e4f0f8b6a3c2d1e0f9a8b",
                "5b2c8e7f1a3d4c6b9e8f7a6b5c4d3e2f",
                "9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d",
                Set.of("user"),
                Instant.parse("2025-01-01T00:00:00Z"),
                expires,
                true);
    }
}
