package io.github.keystile.auth.key;

/** Refuses what cannot be a random secret. Its messages name the cure and never the value. */
final class SecretStrength {
    static final int MIN_BYTES = 32;
    static final String CURE = "make one with `openssl rand -base64 48`";
    private static final int MIN_DISTINCT = 8;
    private static final int MAX_PERIOD = 8;

    private SecretStrength() {}

    static void require(byte[] secret) {
        if (secret.length < MIN_BYTES) {
            throw refusal("is shorter than " + MIN_BYTES + " bytes");
        }
        if (distinct(secret) < MIN_DISTINCT) {
            throw refusal("has fewer than " + MIN_DISTINCT + " different bytes");
        }
        for (int period = 1; period <= MAX_PERIOD; period++) {
            if (repeats(secret, period)) {
                throw refusal("repeats a short pattern");
            }
        }
        if (PublishedSecrets.contains(secret)) {
            throw refusal("is an example that has been published");
        }
        if (PlaceHolders.looksLikeOne(secret)) {
            throw refusal("looks like a place-holder");
        }
    }

    static void requireNothingAround(String text) {
        if (!text.isEmpty() && (isSpace(text.charAt(0)) || isSpace(text.charAt(text.length() - 1)))) {
            throw new IllegalArgumentException(
                    "The root secret begins or ends with white space, as with the line end of a file:"
                            + " cut it off, on every machine that has the secret");
        }
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff';
    }

    private static long distinct(byte[] secret) {
        boolean[] seen = new boolean[256];
        int count = 0;
        for (byte b : secret) {
            count += seen[b & 0xff] ? 0 : 1;
            seen[b & 0xff] = true;
        }
        return count;
    }

    private static boolean repeats(byte[] secret, int period) {
        for (int i = period; i < secret.length; i++) {
            if (secret[i] != secret[i - period]) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException refusal(String reason) {
        return new IllegalArgumentException("The root secret " + reason + ": " + CURE);
    }
}
