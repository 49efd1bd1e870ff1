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

/** The least that a check can do: the MAC, base64url, the comparison. */
@State(Scope.Thread)
public class Limit {
    private final SecretKeySpec key = new SecretKeySpec(Samples.KEY, "HmacSHA256");
    private final Mac kept = mac();

    /** The payload, of which nothing is understood. */
    byte[] check(String token) {
        return check(token, mac());
    }

    /** With a {@code Mac} that is the thread's own, which a library without thread-locals cannot have. */
    byte[] checkWithKeptMac(String token) {
        return check(token, kept);
    }

    private static byte[] check(String token, Mac mac) {
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

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
