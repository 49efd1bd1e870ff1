package io.github.keystile.auth.token;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTCreationException;
import com.auth0.jwt.exceptions.JWTVerificationException;
import io.github.keystile.auth.key.RootSecret;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * A key with its name and the one algorithm it is used with.
 *
 * @param id {@code kid}
 * @param signature signs and verifies, or only verifies if it is of a public key
 */
record SigningKey(String id, Algorithm signature) {
    static SigningKey derive(RootSecret secret, TokenAlgorithm algorithm, String type) {
        byte[] key = secret.derive("token " + type + " " + algorithm.name(), algorithm.keyBytes());
        Algorithm signature = switch (algorithm) {
            case HS256 -> Algorithm.HMAC256(key);
            case HS384 -> Algorithm.HMAC384(key);
            case HS512 -> Algorithm.HMAC512(key);
        };
        return new SigningKey(secret.keyId(), signature);
    }

    /** java-jwt refuses ES256 signatures with r or s of zero, which JDKs before 17.0.3 take (CVE-2022-21449). */
    static SigningKey verifying(Jwk jwk) {
        Algorithm signature = jwk.key() instanceof RSAPublicKey rsa
                ? Algorithm.RSA256(rsa)
                : Algorithm.ECDSA256((ECPublicKey) jwk.key());
        return new SigningKey(jwk.id(), signature);
    }

    static SigningKey signing(Jwk jwk, PrivateKey secret) {
        Algorithm signature =
                new PrivateKeySignature(verifying(jwk).signature(), secret, jwk.key() instanceof ECPublicKey);
        try {
            signature.verify(JWT.decode(JWT.create().sign(signature)));
        } catch (JWTCreationException | JWTVerificationException e) {
            throw new IllegalArgumentException(
                    "Give the private key that belongs to the public key, and install the provider that signs with it",
                    e);
        }
        return new SigningKey(jwk.id(), signature);
    }
}
