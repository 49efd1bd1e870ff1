package io.github.keystile.auth.token;

import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureGenerationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;

/**
 * Signs with whatever private key an installed provider takes: those in hardware show no numbers, which java-jwt's own
 * algorithms ask for. Verifying stays with java-jwt.
 */
final class PrivateKeySignature extends Algorithm {
    private static final int DER_INTEGER = 2;

    private final Algorithm verifying;
    private final PrivateKey key;
    private final boolean elliptic;

    PrivateKeySignature(Algorithm verifying, PrivateKey key, boolean elliptic) {
        super(verifying.getName(), verifying.toString());
        this.verifying = verifying;
        this.key = key;
        this.elliptic = elliptic;
    }

    @Override
    public void verify(DecodedJWT token) {
        verifying.verify(token);
    }

    @Override
    public byte[] sign(byte[] content) {
        try {
            // By its key, not by its name, Java finds the provider.
            Signature signature = Signature.getInstance(elliptic ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(content);
            byte[] signed = signature.sign();
            return elliptic ? numbers(signed) : signed;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new SignatureGenerationException(this, e);
        }
    }

    /** From DER, a sequence of two integers under 128 bytes, to the two numbers in full length (RFC 7518 section 3.4). */
    private static byte[] numbers(byte[] der) {
        int r = 2;
        int s = r + 2 + der[r + 1];
        if (der[r] != DER_INTEGER || der[s] != DER_INTEGER || s + 2 + der[s + 1] != der.length) {
            throw new IllegalArgumentException("Not the signature of an EC key");
        }
        byte[] both = new byte[2 * Jwk.COORDINATE_BYTES];
        copyNumber(Arrays.copyOfRange(der, r + 2, s), both, Jwk.COORDINATE_BYTES);
        copyNumber(Arrays.copyOfRange(der, s + 2, der.length), both, both.length);
        return both;
    }

    private static void copyNumber(byte[] number, byte[] to, int end) {
        int length = Math.min(number.length, Jwk.COORDINATE_BYTES);
        System.arraycopy(number, number.length - length, to, end - length, length);
    }
}
