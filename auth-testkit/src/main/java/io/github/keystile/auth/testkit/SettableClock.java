package io.github.keystile.auth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is told otherwise: tests look at what happens after ten minutes without waiting
 * for them.
 *
 * <pre>{@code
 * SettableClock clock = new SettableClock();
 * // ... a code is mailed
 * clock.advance(Duration.ofMinutes(10)); // ... and has expired
 * }</pre>
 *
 * <p>Safe for use by many threads. Clocks made by {@link #withZone} follow this one.
 */
public final class SettableClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    /**
     * Starts on 1 November 2026, five minutes before New York sets its clocks back, 5 ms past the second; or at the
     * instant that the system property {@code keystile.clock} names, so that the same tests run across other changes.
     */
    public SettableClock() {
        this(Instant.parse(System.getProperty("keystile.clock", "2026-11-01T05:55:00.005Z")));
    }

    /**
     * Starts at a time.
     *
     * @param start what the clock shows at first
     */
    public SettableClock(Instant start) {
        this(new AtomicReference<>(start), ZoneOffset.UTC);
    }

    private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * Sets the clock, forward or back.
     *
     * @param instant what it shows from now on
     */
    public void set(Instant instant) {
        now.set(instant);
    }

    /**
     * Moves the clock.
     *
     * @param step how far; back if negative
     * @return what it shows now
     */
    public Instant advance(Duration step) {
        return Objects.requireNonNull(now.updateAndGet(before -> before.plus(step)));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SettableClock(now, other);
    }
}
