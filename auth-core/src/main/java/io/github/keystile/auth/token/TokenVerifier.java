package io.github.keystile.auth.token;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Checks access tokens of {@link JwtTokenIssuer#asymmetric} in a service that only verifies: from a JWKS document
 * alone, without a database, a root secret or a network.
 *
 * <p><b>Security guarantees</b> (RFC 8725). Only RS256 and ES256, each key with the one of its type; {@code alg} and
 * {@code kid} of a token only select among the keys of the document. An access token is checked as strictly as by
 * its issuer: see {@link JwtTokenIssuer}. Nothing that a token says is fetched.
 *
 * <p>It cannot know whether the session has ended since: a token is good until it expires, at most
 * {@link TokenPolicy#accessLifetime} after it was issued.
 *
 * <p>Immutable, safe for use by many threads. When the document changes, make another one: get it again when {@link
 * #lacksKeyOf} says so, and every ten minutes or so, since a key that was taken back is noticed by nothing else.
 */
public final class TokenVerifier {
    private final VerifiedReader reader;
    private final Duration leeway;
    private final Clock clock;

    private TokenVerifier(VerifiedReader reader, Duration leeway, Clock clock) {
        this.reader = reader;
        this.leeway = leeway;
        this.clock = clock;
    }

    /**
     * A verifier for the keys of a document. Get the document over TLS, or from a file: whoever writes it decides
     * who is logged in.
     *
     * <p>A key that cannot verify our tokens is left out (RFC 7517 section 5): one of another type, curve or {@code use},
     * without {@code kid} or {@code alg}, or too weak.
     *
     * @param jwks what {@link TokenKeys#jwks} gave; at most 65,536 characters and 16 keys
     * @param policy issuer, audience and {@link TokenPolicy#accessType} of the service that signs, and the leeway; its
     *     algorithm and lifetimes do not matter here
     * @param clock tells when a token has expired
     * @return the verifier
     * @throws IllegalArgumentException if the document is not a JWKS, if one of its keys is private or symmetric, if two
     *     that verify have the same {@code kid}, or if none verifies: an RSA key of 2048 to 8192 bits with an odd public
     *     exponent of 65537 or more, or a point of P-256, with {@code use} {@code sig} and the {@code alg} of its type
     */
    public static TokenVerifier of(String jwks, TokenPolicy policy, Clock clock) {
        Objects.requireNonNull(clock, "clock");
        List<SigningKey> keys =
                JwkReader.read(jwks).stream().map(SigningKey::verifying).toList();
        KeyRing ring = KeyRing.of(policy.accessType().header(), keys);
        return new TokenVerifier(new VerifiedReader(ring, policy), policy.leeway(), clock);
    }

    /**
     * Checks an access token. At {@code exp} it is expired (RFC 7519 section 4.1.4).
     *
     * @param accessToken any text
     * @return what it says
     * @throws AuthException {@link AuthError#INVALID_TOKEN} if it is not an access token of the issuer for the
     *     audience, signed with a key of the document, or was issued further in the future than the leeway;
     *     {@link AuthError#TOKEN_EXPIRED} if it was one
     */
    public AccessClaims verify(String accessToken) {
        AccessClaims claims = reader.access(Objects.requireNonNull(accessToken, "accessToken"))
                .orElseThrow(TokenVerifier::invalid);
        Instant now = clock.instant();
        if (claims.issuedAt().isAfter(now.plus(leeway))) {
            throw invalid();
        }
        if (!now.isBefore(claims.expiresAt())) {
            throw AuthException.of(AuthError.TOKEN_EXPIRED);
        }
        return claims;
    }

    /**
     * Whether a token names a key that is not in the document: after a rotation, the moment to get the document again.
     * What a token says of its key is not proven, so get it at most once in a while (a minute, say), whatever is shown.
     *
     * @param accessToken any text
     * @return true if it has the form of a token and names an unknown key; false for everything else
     */
    public boolean lacksKeyOf(String accessToken) {
        return reader.lacksKeyOf(Objects.requireNonNull(accessToken, "accessToken"));
    }

    private static AuthException invalid() {
        return AuthException.of(AuthError.INVALID_TOKEN);
    }
}
