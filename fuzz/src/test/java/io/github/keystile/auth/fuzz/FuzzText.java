package io.github.keystile.auth.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The fuzzer's bytes as the text that a stranger sends. */
public final class FuzzText {
    private FuzzText() {}

    /** UTF-8, or UTF-16 after a byte that UTF-8 never holds, so that lone surrogates are met too. */
    public static String of(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == (byte) 0xFF
                ? utf16(Arrays.copyOfRange(bytes, 1, bytes.length))
                : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Two texts from one, divided at the first line end; the second is empty if there is none. */
    public static String[] pair(String text) {
        String[] parts = text.split("\n", 2);
        return parts.length == 2 ? parts : new String[] {text, ""};
    }

    /** The text over and over, 200,000 characters: for what must refuse by length before it reads. */
    public static String inflated(String text) {
        return text.isEmpty() ? "" : text.repeat(200_000 / text.length() + 1);
    }

    public static void require(boolean holds, String property, String text) {
        if (!holds) {
            throw new AssertionError(property + ": " + escaped(text));
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c >= ' ' && c <= '~') {
                escaped.append((char) c);
            } else {
                escaped.append("\\u").append(Integer.toHexString(0x10000 + c).substring(1));
            }
        });
        return escaped.toString();
    }

    private static String utf16(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            text.append((char) ((bytes[i] & 0xFF) << 8 | (bytes[i + 1] & 0xFF)));
        }
        return text.toString();
    }
}
