package io.github.keystile.auth.web;

import java.util.Locale;

/** Which hosts mean this machine and nothing else (RFC 6761 section 6.3, RFC 5735 section 3, RFC 4291 section 2.5.3). */
public final class Loopback {
    private Loopback() {}

    /**
     * Whether a host is this machine by its name alone. No DNS is asked.
     *
     * @param host a host as URIs write it: a name, an IPv4 address, or an IPv6 address with or without brackets
     * @return true for {@code localhost} in any case, {@code 127.0.0.0/8} in four decimal parts, and {@code ::1}
     */
    public static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                || name.matches("127(\\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}");
    }
}
