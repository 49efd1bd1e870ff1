package io.github.keystile.auth.key;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with HMAC-SHA-256 (RFC 5869). */
final class Hkdf {
    static final int HASH_BYTES = 32;
    static final int MAX_BYTES = 255 * HASH_BYTES;

    private Hkdf() {}

    static byte[] extract(byte[] salt, byte[] inputKey) {
        return hmac(salt, inputKey);
    }

    static byte[] expand(byte[] pseudoRandomKey, byte[] info, int bytes) {
        ByteBuffer out = ByteBuffer.allocate((bytes + HASH_BYTES - 1) / HASH_BYTES * HASH_BYTES);
        byte[] block = {};
        for (byte counter = 1; out.hasRemaining(); counter++) {
            block = hmac(pseudoRandomKey, block, info, new byte[] {counter});
            out.put(block);
        }
        return Arrays.copyOf(out.array(), bytes);
    }

    private static byte[] hmac(byte[] key, byte[]... message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : message) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
