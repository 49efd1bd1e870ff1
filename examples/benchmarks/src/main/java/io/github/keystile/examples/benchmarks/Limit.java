package io.github.keystile.examples.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The least that a check can do: the MAC, base64url, the comparison. It keeps one {@code Mac} for each thread, which a library
 * without thread-locals cannot.
 */
@State(Scope.Thread)
public class Limit {
    private final Mac mac = mac();

    /** The payload, of which nothing is understood. */
    byte[] check(String token) {
        byte[] text = token.getBytes(StandardCharsets.ISO_8859_1);
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        mac.update(text, 0, last);
        if (!MessageDigest.isEqual(mac.doFinal(), decode(text, last + 1, text.length))) {
            throw new IllegalStateException("Not signed");
        }
        return decode(text, first + 1, last);
    }

    private static byte[] decode(byte[] text, int from, int to) {
        return Base64.getUrlDecoder()
                .decode(ByteBuffer.wrap(text, from, to - from))
                .array();
    }

    private static Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Samples.KEY, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
