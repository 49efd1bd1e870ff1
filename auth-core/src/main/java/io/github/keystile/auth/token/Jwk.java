package io.github.keystile.auth.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.util.Arrays;

/**
 * A public key as JSON (RFC 7517). Its type fixes its only algorithm (RFC 8725 section 3.1): RS256 or ES256.
 *
 * @param id {@code kid}
 * @param key an RSA key or one of P-256 that {@link KeyRules} let pass
 */
record Jwk(String id, PublicKey key) {
    static final int COORDINATE_BYTES = 32;

    /** Takes only the numbers from the key that it is given, and names it by its thumbprint (RFC 7638). */
    static Jwk of(PublicKey given) {
        PublicKey key;
        if (given instanceof RSAPublicKey rsa) {
            key = KeyRules.rsa(rsa.getModulus(), rsa.getPublicExponent());
        } else if (given instanceof ECPublicKey ec) {
            KeyRules.requireP256(ec.getParams());
            key = KeyRules.ec(ec.getW());
        } else {
            throw new IllegalArgumentException("Use an RSA key of 2048 bits or more, or an EC key of P-256");
        }
        // RFC 7638 section 3: exactly the required members, in the order of their names, without white space.
        byte[] text = members(key).toString().getBytes(StandardCharsets.UTF_8);
        return new Jwk(Base64Url.encode(sha256(text)), key);
    }

    /** Public members only, for there are no others here. */
    ObjectNode json() {
        return members(key).put("kid", id).put("use", "sig").put("alg", algorithm());
    }

    String algorithm() {
        return key instanceof RSAPublicKey ? "RS256" : "ES256";
    }

    private static ObjectNode members(PublicKey key) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (key instanceof RSAPublicKey rsa) {
            return json.put("e", Base64Url.encode(unsigned(rsa.getPublicExponent())))
                    .put("kty", "RSA")
                    .put("n", Base64Url.encode(unsigned(rsa.getModulus())));
        }
        ECPoint point = ((ECPublicKey) key).getW();
        return json.put("crv", "P-256")
                .put("kty", "EC")
                .put("x", Base64Url.encode(coordinate(point.getAffineX())))
                .put("y", Base64Url.encode(coordinate(point.getAffineY())));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    /** Of full length (RFC 7518 section 6.2.1.2). */
    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = unsigned(number);
        byte[] full = new byte[COORDINATE_BYTES];
        System.arraycopy(bytes, 0, full, full.length - bytes.length, bytes.length);
        return full;
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Jwk[" + key.getAlgorithm() + "]";
    }
}
