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
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private final VerifiedReader reader;
    private final Clock clock;

    private TokenVerifier(VerifiedReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * A verifier for the keys of a document. Get the document over TLS, or from a file: whoever writes it decides
     * who is logged in.
     *
     * @param jwks what {@link TokenKeys#jwks} gave; at most 65,536 characters and 16 keys
     * @param issuer {@link TokenPolicy#issuer} of the service that signs
     * @param audience {@link TokenPolicy#audience} of the service that signs
     * @param clock tells when a token has expired
     * @return the verifier
     * @throws IllegalArgumentException if the document is not a JWKS, or one of its keys is private or symmetric, has
     *     the {@code kid} of another or none, is an RSA key out of 2048 to 8192 bits or with a public exponent that is
     *     even or below 65537, is not a point of P-256, or has another {@code use} than {@code sig} or another
     *     {@code alg} than that of its type; or if a name is not 1 to 200 visible ASCII characters
     */
    public static TokenVerifier of(String jwks, String issuer, String audience, Clock clock) {
        Objects.requireNonNull(clock, "clock");
        TokenPolicy.requireName("issuer", issuer);
        TokenPolicy.requireName("audience", audience);
        List<SigningKey> keys =
                JwkReader.read(jwks).stream().map(SigningKey::verifying).toList();
        KeyRing ring = KeyRing.of(JwtTokenIssuer.ACCESS_TYPE, keys);
        return new TokenVerifier(new VerifiedReader(ring, issuer, audience), clock);
    }

    /**
     * Checks an access token. At {@code exp} it is expired (RFC 7519 section 4.1.4).
     *
     * @param accessToken any text
     * @return what it says
     * @throws AuthException {@link AuthError#INVALID_TOKEN} if it is not an access token of the issuer for the
     *     audience, signed with a key of the document, or was issued more than 5 seconds from now;
     *     {@link AuthError#TOKEN_EXPIRED} if it was one
     */
    public AccessClaims verify(String accessToken) {
        AccessClaims claims = reader.access(Objects.requireNonNull(accessToken, "accessToken"))
                .orElseThrow(TokenVerifier::invalid);
        Instant now = clock.instant();
        if (claims.issuedAt().isAfter(now.plus(CLOCK_SKEW))) {
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
