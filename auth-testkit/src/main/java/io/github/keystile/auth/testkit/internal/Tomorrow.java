package io.github.keystile.auth.testkit.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When the tests live: a database that deletes expired rows by itself leaves those of tomorrow alone. */
public final class Tomorrow {
    private Tomorrow() {}

    /** Tomorrow, or what the system property {@code keystile.clock} says, which then lies in the future. */
    public static Instant now() {
        String told = System.getProperty("keystile.clock");
        Instant tomorrow = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));
        return told == null ? tomorrow.plusMillis(123) : Instant.parse(told);
    }
}
