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
 * @param signature signs, unless it is of a public key
 * @param check verifies
 */
record SigningKey(String id, Algorithm signature, SignatureCheck check) {
    static SigningKey derive(RootSecret secret, TokenAlgorithm algorithm, String type) {
        byte[] key = secret.derive("token " + type + " " + algorithm.name(), algorithm.keyBytes());
        return switch (algorithm) {
            case HS256 -> hmac(secret, Algorithm.HMAC256(key), "HmacSHA256", key);
            case HS384 -> hmac(secret, Algorithm.HMAC384(key), "HmacSHA384", key);
            case HS512 -> hmac(secret, Algorithm.HMAC512(key), "HmacSHA512", key);
        };
    }

    private static SigningKey hmac(RootSecret secret, Algorithm signature, String name, byte[] key) {
        return new SigningKey(secret.keyId(), signature, SignatureCheck.hmac(name, key));
    }

    static SigningKey verifying(Jwk jwk) {
        Algorithm signature = jwk.key() instanceof RSAPublicKey rsa
                ? Algorithm.RSA256(rsa)
                : Algorithm.ECDSA256((ECPublicKey) jwk.key());
        return new SigningKey(jwk.id(), signature, check(jwk));
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
        return new SigningKey(jwk.id(), signature, check(jwk));
    }

    private static SignatureCheck check(Jwk jwk) {
        return jwk.key() instanceof RSAPublicKey rsa
                ? SignatureCheck.rs256(rsa)
                : SignatureCheck.es256((ECPublicKey) jwk.key());
    }

    /** {@code alg}. */
    String algorithm() {
        return signature.getName();
    }
}
