package io.github.keystile.auth.token;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a signature is that of one key, by the JDK. Says no to every text that is none, and throws at none. */
interface SignatureCheck {
    /**
     * Asks.
     *
     * @param signed header, dot and payload as they came
     * @param signature the third part as it came, in base64url if it is one
     */
    boolean passes(ByteBuffer signed, byte[] signature);

    /** {@code HmacSHA256} and the like. The texts are compared, so that there is no other spelling of the same bytes. */
    static SignatureCheck hmac(String algorithm, byte[] key) {
        SecretKeySpec secret = new SecretKeySpec(key, algorithm);
        Mac unused = mac(secret);
        return (signed, signature) -> {
            Mac mac = copy(unused, secret);
            mac.update(signed);
            return MessageDigest.isEqual(Base64Url.encodeToBytes(mac.doFinal()), signature);
        };
    }

    /** A copy is cheaper than another one, and no two threads share it; providers need not be able to copy. */
    private static Mac copy(Mac unused, SecretKeySpec secret) {
        try {
            return (Mac) unused.clone();
        } catch (CloneNotSupportedException e) {
            return mac(secret);
        }
    }

    private static Mac mac(SecretKeySpec secret) {
        try {
            Mac mac = Mac.getInstance(secret.getAlgorithm());
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + secret.getAlgorithm(), e);
        }
    }

    /** RS256. A signature of another length than the modulus is none (RFC 8017 section 8.2.2). */
    static SignatureCheck rs256(RSAPublicKey key) {
        int length = (key.getModulus().bitLength() + 7) / 8;
        return (signed, signature) -> Base64Url.decode(signature)
                .filter(bytes -> bytes.length == length)
                .filter(bytes -> verifies("SHA256withRSA", key, signed, bytes))
                .isPresent();
    }

    /** ES256. Zeros, which JDKs before 17.0.3 take (CVE-2022-21449), do not reach the JDK. */
    static SignatureCheck es256(ECPublicKey key) {
        BigInteger order = key.getParams().getOrder();
        return (signed, signature) -> Base64Url.decode(signature)
                .filter(bytes -> bytes.length == 2 * Jwk.COORDINATE_BYTES)
                .filter(bytes -> isBelow(order, bytes, 0) && isBelow(order, bytes, Jwk.COORDINATE_BYTES))
                .filter(bytes -> verifies("SHA256withECDSAinP1363Format", key, signed, bytes))
                .isPresent();
    }

    private static boolean isBelow(BigInteger order, byte[] bytes, int from) {
        BigInteger number = new BigInteger(1, bytes, from, Jwk.COORDINATE_BYTES);
        return number.signum() > 0 && number.compareTo(order) < 0;
    }

    private static boolean verifies(String algorithm, PublicKey key, ByteBuffer signed, byte[] signature) {
        try {
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(key);
            check.update(signed);
            return check.verify(signature);
        } catch (SignatureException refused) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + algorithm, e);
        }
    }
}
