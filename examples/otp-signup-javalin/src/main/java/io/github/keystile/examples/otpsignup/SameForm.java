package io.github.keystile.examples.otpsignup;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells a form that is sent twice from one that is filled in anew: by the random text that its page was given, and by
 * what was typed. Without the random text, strangers could try passwords of those who are signing up.
 */
final class SameForm {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private final SecretKeySpec key = new SecretKeySpec(random(), "HmacSHA256");

    /** For a page that holds a form. */
    static String name() {
        return Base64.getUrlEncoder().encodeToString(random());
    }

    String key(String form, String email, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((form + '\0' + email + '\0' + password).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
