package io.github.keystile.auth.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Base64url without padding, of which any bytes have exactly one spelling (RFC 4648 sections 3.5 and 5). */
final class Base64Url {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final byte[] SIX_BITS = sixBits();
    private static final byte NONE = -1;

    private Base64Url() {}

    static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    static byte[] encodeToBytes(byte[] bytes) {
        return ENCODER.encode(bytes);
    }

    /** Empty for any other text, the empty one included. */
    static Optional<byte[]> decode(String text) {
        return decode(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Optional<byte[]> decode(byte[] text) {
        return decode(text, 0, text.length);
    }

    /** The same for a part of a text. Looks before the JDK's decoder does, which throws, and takes more. */
    static Optional<byte[]> decode(byte[] text, int from, int to) {
        return isCanonical(text, from, to)
                ? Optional.of(Base64.getUrlDecoder()
                        .decode(ByteBuffer.wrap(text, from, to - from))
                        .array())
                : Optional.empty();
    }

    private static boolean isCanonical(byte[] text, int from, int to) {
        int seen = 0;
        for (int i = from; i < to; i++) {
            // Below zero as soon as one character is out of ASCII or of the alphabet.
            seen |= text[i] | SIX_BITS[text[i] & 0x7f];
        }
        if (seen < 0 || from == to) {
            return false;
        }
        int last = SIX_BITS[text[to - 1]];
        // Bits that no byte takes are zero.
        return switch ((to - from) % 4) {
            case 0 -> true;
            case 2 -> (last & 0b1111) == 0;
            case 3 -> (last & 0b11) == 0;
            default -> false;
        };
    }

    private static byte[] sixBits() {
        byte[] bits = new byte[128];
        Arrays.fill(bits, NONE);
        for (byte i = 0; i < ALPHABET.length(); i++) {
            bits[ALPHABET.charAt(i)] = i;
        }
        return bits;
    }
}
