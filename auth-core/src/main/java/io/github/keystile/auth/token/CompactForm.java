package io.github.keystile.auth.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A text of three parts (RFC 7515 section 7.1), none of them empty. Nothing is decoded before it is asked for. */
final class CompactForm {
    static final int MAX_LENGTH = 4096;

    private final String token;
    private final byte[] bytes;
    private final int firstDot;
    private final int lastDot;

    private CompactForm(String token, int firstDot, int lastDot) {
        this.token = token;
        // A character that does not fit becomes a question mark, which no part that is decoded may have.
        this.bytes = token.getBytes(StandardCharsets.ISO_8859_1);
        this.firstDot = firstDot;
        this.lastDot = lastDot;
    }

    static Optional<CompactForm> of(String token) {
        // Before anything else: the cost of nonsense is bounded here.
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        boolean three =
                first > 0 && last > first + 1 && last < token.length() - 1 && token.indexOf('.', first + 1) == last;
        return three ? Optional.of(new CompactForm(token, first, last)) : Optional.empty();
    }

    boolean hasHeader(String withDot) {
        return withDot.length() == firstDot + 1 && token.startsWith(withDot);
    }

    /** The first part, decoded; empty unless it is {@link Base64Url}. */
    Optional<byte[]> header() {
        return Base64Url.decode(bytes, 0, firstDot);
    }

    /** The second part, decoded likewise. */
    Optional<byte[]> payload() {
        return Base64Url.decode(bytes, firstDot + 1, lastDot);
    }

    /** The third part, not decoded. */
    byte[] signature() {
        return Arrays.copyOfRange(bytes, lastDot + 1, bytes.length);
    }

    /** What is signed, as it came. */
    ByteBuffer signed() {
        return ByteBuffer.wrap(bytes, 0, lastDot);
    }
}
