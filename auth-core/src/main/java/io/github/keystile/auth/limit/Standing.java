package io.github.keystile.auth.limit;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a key stands, for whoever looks without taking: {@link LimitRule#look}.
 *
 * @param units how many units count now, 0 or more
 * @param oldest when the oldest of them was taken; null if none counts
 * @param nextRoom when the key has room again; null if it has room now
 */
public record Standing(
        int units, @Nullable Instant oldest, @Nullable Instant nextRoom) {
    static final Standing UNUSED = new Standing(0, null, null);

    /**
     * Since when units are counted.
     *
     * @return when the oldest unit was taken; empty if none counts
     */
    public Optional<Instant> since() {
        return Optional.ofNullable(oldest);
    }

    /**
     * Until when there is no room.
     *
     * @return when the key has room again, after the time of the look; empty if it has room now
     */
    public Optional<Instant> fullUntil() {
        return Optional.ofNullable(nextRoom);
    }
}
