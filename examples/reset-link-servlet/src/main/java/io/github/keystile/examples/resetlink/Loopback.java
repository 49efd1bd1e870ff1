package io.github.keystile.examples.resetlink;

import java.util.Locale;

/** Which host names mean this machine and nothing else. No DNS is asked. */
final class Loopback {
    private Loopback() {}

    static boolean is(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                || name.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }
}
