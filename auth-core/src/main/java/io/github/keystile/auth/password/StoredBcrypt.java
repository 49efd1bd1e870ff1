package io.github.keystile.auth.password;

import at.favre.lib.crypto.bcrypt.Radix64Encoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stored hash, taken apart.
 *
 * @param scheme how the password went into bcrypt; null for a bare bcrypt hash
 */
// Never leaves the hasher, is never compared with another one, and nobody writes to its arrays.
@SuppressWarnings("ArrayRecordComponent")
record StoredBcrypt(@Nullable Scheme scheme, int cost, byte[] salt, byte[] digest) {
    /** 23 of the 24 bytes that bcrypt computes are stored. */
    static final int DIGEST_BYTES = 23;

    /** Two seconds; each step up doubles it, and whoever could write a dearer hash could stop logins. */
    static final int MAX_COST = 15;

    private static final int MIN_COST = 4;
    private static final int SALT_CHARS = 22;

    // $2x$ marks hashes of a broken implementation, which nothing here can compute.
    private static final Pattern FORMAT =
            Pattern.compile("(\\{[a-z0-9-]{1,32}})?\\$2[aby]\\$([0-9]{2})\\$([./A-Za-z0-9]{53})");

    /** How a password becomes what bcrypt hashes. */
    enum Scheme {
        /** As it is: up to 72 bytes in UTF-8. */
        PLAIN("{bcrypt}"),
        /** Through HMAC-SHA-384 and base64: over 72 bytes in UTF-8. */
        HMAC("{bcrypt-hmac-sha384}"),
        /** Its first 72 bytes in UTF-8, of whatever length: how others hashed it. */
        CUT("{bcrypt-cut}");

        private final String prefix;

        Scheme(String prefix) {
            this.prefix = prefix;
        }

        String prefix() {
            return prefix;
        }
    }

    /** Empty for whatever cannot be verified: no hash, another scheme, a cost out of range, garbage. */
    static Optional<StoredBcrypt> parse(@Nullable String stored) {
        if (stored == null) {
            return Optional.empty();
        }
        Matcher matcher = FORMAT.matcher(stored);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String prefix = matcher.group(1);
        Scheme scheme = schemeOf(prefix);
        int cost = Integer.parseInt(matcher.group(2));
        if ((prefix != null && scheme == null) || cost < MIN_COST || cost > MAX_COST) {
            return Optional.empty();
        }
        String encoded = matcher.group(3);
        return Optional.of(new StoredBcrypt(
                scheme, cost, decode(encoded.substring(0, SALT_CHARS)), decode(encoded.substring(SALT_CHARS))));
    }

    /** As it is stored. */
    String encoded() {
        String prefix = scheme == null ? "" : scheme.prefix();
        return prefix + "$2a$" + (cost < 10 ? "0" : "") + cost + "$" + encode(salt) + encode(digest);
    }

    private static @Nullable Scheme schemeOf(@Nullable String prefix) {
        return Arrays.stream(Scheme.values())
                .filter(scheme -> scheme.prefix().equals(prefix))
                .findFirst()
                .orElse(null);
    }

    private static byte[] decode(String radix64) {
        return new Radix64Encoder.Default().decode(radix64.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encode(byte[] bytes) {
        return new String(new Radix64Encoder.Default().encode(bytes), StandardCharsets.US_ASCII);
    }
}
