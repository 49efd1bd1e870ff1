package io.github.keystile.examples.soak;

import io.github.keystile.auth.Caller;
import java.util.Locale;

/** So many addresses that the limits of one caller, which stay at their defaults, refuse nobody. */
final class Callers {
    private static final int ADDRESSES = 1 << 14;

    private Callers() {}

    static Caller number(long number) {
        int address = (int) (number % ADDRESSES);
        return Caller.at("10.1." + (address >> 8) + "." + (address & 255))
                .withUserAgent("soak")
                .withLocale(Locale.ENGLISH);
    }
}
