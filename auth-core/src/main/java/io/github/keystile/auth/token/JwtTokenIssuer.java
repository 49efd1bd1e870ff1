package io.github.keystile.auth.token;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import io.github.keystile.auth.key.RootSecret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * JSON Web Tokens (RFC 7519), written by java-jwt and read by Keystile: signed with HMAC, or the access tokens with RS256 or
 * ES256.
 *
 * <p>An access token has the {@code typ} of {@link TokenPolicy#accessType} and the claims {@code iss}, {@code aud}, {@code sub},
 * {@code client_id}, {@code sid}, {@code jti}, {@code iat}, {@code exp}, {@code roles} (RFC 9068) and {@code remembered}, whether
 * a browser keeps the session when it is closed. A refresh token has {@code typ}
 * {@code rt+jwt}, no roles, and besides {@code gen}, the session's generation, and {@code abs}, its absolute expiry
 * in milliseconds since 1970. Claims it does not know are ignored, so that versions of an application can run side
 * by side.
 *
 * <p><b>Security guarantees</b> (RFC 8725). One algorithm for each key, {@link TokenPolicy#algorithm} or that of the
 * {@link TokenKeys}; a token that names another is not read. Access and refresh tokens have keys of their own, so that
 * neither passes for the other. {@code kid} selects among the keys that the issuer was made with and does nothing
 * else; a header with any member but {@code alg}, {@code typ} and {@code kid} is not read. The claims are decoded and
 * parsed only after the signature was found right. Texts over 4096 characters, not in the strict compact form, or with a
 * member twice, are not read, so that no two texts are the same token, but for ES256 as told at {@link #asymmetric}.
 * {@code iss} and {@code aud} must be exactly the policy's, {@code aud} a single string. Whether a token has expired is
 * for the caller to judge.
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class JwtTokenIssuer implements TokenIssuer {
    private static final String REFRESH_TYPE = "rt+jwt";

    private final TokenPolicy policy;
    private final KeyRing accessKeys;
    private final KeyRing refreshKeys;
    private final VerifiedReader accessReader;
    private final VerifiedReader refreshReader;

    private JwtTokenIssuer(TokenPolicy policy, KeyRing accessKeys, KeyRing refreshKeys) {
        this.policy = policy;
        this.accessKeys = accessKeys;
        this.refreshKeys = refreshKeys;
        this.accessReader = new VerifiedReader(accessKeys, policy);
        this.refreshReader = new VerifiedReader(refreshKeys, policy);
    }

    /**
     * An issuer with keys derived from a root secret.
     *
     * @param policy algorithm and names; its durations do not matter here
     * @param secret signs; its previous ones only verify. A previous one shorter than the algorithm asks for is left
     *     out
     * @return the issuer
     * @throws IllegalArgumentException if the root secret is shorter than {@link TokenAlgorithm#keyBytes}; the message
     *     names the cure
     */
    public static JwtTokenIssuer create(TokenPolicy policy, RootSecret secret) {
        return new JwtTokenIssuer(
                policy, derive(policy, secret, accessType(policy)), derive(policy, secret, REFRESH_TYPE));
    }

    /**
     * An issuer whose access tokens other services can check with a {@link TokenVerifier}. Refresh tokens, which only
     * this service reads, stay with HMAC and {@link TokenPolicy#algorithm}. Access tokens signed with HMAC before are
     * not read; clients refresh.
     *
     * <p>Of an ES256 signature anybody can make a second one for the same text, so do not tell tokens apart by their
     * texts but by {@link AccessClaims#tokenId}.
     *
     * @param policy names, and the algorithm of refresh tokens; its durations do not matter here
     * @param secret signs refresh tokens; its previous ones only verify
     * @param keys sign and verify access tokens
     * @return the issuer
     * @throws IllegalArgumentException as {@link #create} does
     */
    public static JwtTokenIssuer asymmetric(TokenPolicy policy, RootSecret secret, TokenKeys keys) {
        return new JwtTokenIssuer(policy, keys.ring(accessType(policy)), derive(policy, secret, REFRESH_TYPE));
    }

    private static String accessType(TokenPolicy policy) {
        return policy.accessType().header();
    }

    private static KeyRing derive(TokenPolicy policy, RootSecret secret, String type) {
        int bytes = policy.algorithm().keyBytes();
        if (secret.length() < bytes) {
            throw new IllegalArgumentException(policy.algorithm() + " needs a root secret of " + bytes
                    + " bytes or more: make one with `openssl rand -base64 " + bytes + "`");
        }
        return KeyRing.derive(secret, policy.algorithm(), type);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if an id is empty, longer than 64 characters or not printable ASCII, a time is
     *     not in the years 1970 to 9999, or the token would be longer than 4000 characters
     */
    @Override
    public String issueAccess(AccessClaims claims) {
        String[] roles = new TreeSet<>(claims.roles()).toArray(String[]::new);
        return sign(
                accessKeys,
                common(claims.userId(), claims.sessionId(), claims.tokenId(), claims.issuedAt(), claims.expiresAt())
                        .withClaim(ClaimRules.CLIENT_ID, policy.clientId())
                        .withClaim(ClaimRules.REMEMBERED, claims.remembered())
                        .withArrayClaim(ClaimRules.ROLES, roles));
    }

    @Override
    public Optional<AccessClaims> readAccess(String token) {
        return accessReader.access(token);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException as {@link #issueAccess} does, or if the generation is negative
     */
    @Override
    public String issueRefresh(RefreshClaims claims) {
        if (claims.generation() < 0) {
            throw new IllegalArgumentException("Count generations from 0");
        }
        Instant end = ClaimRules.requireTime(ClaimRules.ABSOLUTE_EXPIRY, claims.absoluteExpiresAt());
        return sign(
                refreshKeys,
                common(claims.userId(), claims.sessionId(), claims.tokenId(), claims.issuedAt(), claims.expiresAt())
                        .withClaim(ClaimRules.REMEMBERED, claims.remembered())
                        .withClaim(ClaimRules.GENERATION, claims.generation())
                        .withClaim(ClaimRules.ABSOLUTE_EXPIRY, end.toEpochMilli()));
    }

    @Override
    public Optional<RefreshClaims> readRefresh(String token) {
        return refreshReader.read(
                token,
                claims -> new RefreshClaims(
                        claims.id("sub"),
                        claims.id(ClaimRules.SESSION_ID),
                        claims.id("jti"),
                        claims.number(ClaimRules.GENERATION),
                        claims.seconds("iat"),
                        claims.seconds("exp"),
                        claims.millis(ClaimRules.ABSOLUTE_EXPIRY),
                        claims.yesOrNo(ClaimRules.REMEMBERED)));
    }

    private JWTCreator.Builder common(
            String userId, String sessionId, String tokenId, Instant issued, Instant expires) {
        return JWT.create()
                .withIssuer(policy.issuer())
                .withAudience(policy.audience())
                .withSubject(ClaimRules.requireId("sub", userId))
                .withClaim(ClaimRules.SESSION_ID, ClaimRules.requireId("sid", sessionId))
                .withJWTId(ClaimRules.requireId("jti", tokenId))
                .withIssuedAt(ClaimRules.requireTime("iat", issued))
                .withExpiresAt(ClaimRules.requireTime("exp", expires));
    }

    private static String sign(KeyRing keys, JWTCreator.Builder claims) {
        String token = claims.withHeader(Map.of("typ", keys.type()))
                .withKeyId(keys.newest().id())
                .sign(keys.newest().signature());
        if (token.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "Put fewer or shorter roles into the token: it is longer than " + LONGEST + " characters");
        }
        return token;
    }
}
