package io.github.keystile.auth.session;

import org.jspecify.annotations.Nullable;

/**
 * What was seen of the device that a session runs on; shown to its owner, never used to decide anything.
 *
 * @param userAgent the browser's own words, cut to 255 printable characters, or null
 * @param ip the caller's address as the application saw it, at most 45 characters, or null
 */
public record Device(@Nullable String userAgent, @Nullable String ip) {
    private static final int MAX_USER_AGENT = 255;
    private static final int MAX_IP = 45;

    /** Replaces control and non-ASCII characters by '?' and cuts to length. */
    public Device {
        userAgent = clean(userAgent, MAX_USER_AGENT);
        ip = clean(ip, MAX_IP);
    }

    /**
     * This device, with what another one tells where this one tells nothing.
     *
     * @param earlier what was seen before
     * @return a device
     */
    Device orElse(Device earlier) {
        return new Device(userAgent == null ? earlier.userAgent() : userAgent, ip == null ? earlier.ip() : ip);
    }

    private static @Nullable String clean(@Nullable String text, int max) {
        if (text == null) {
            return null;
        }
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < text.length() && i < max; i++) {
            char c = text.charAt(i);
            clean.append(c >= ' ' && c < 0x7f ? c : '?');
        }
        return clean.toString();
    }
}
