package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.error.StoreException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How often and how long one call tries again: jittered, bounded in number and in time. */
final class Backoff {
    private static final int TRIES = 20;
    private static final long LAST_START_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int FIRST_PAUSE_MILLIS = 5;
    private static final int LONGEST_PAUSE_MILLIS = 200;

    private final String operation;
    private final long started = System.nanoTime();
    private int tries;

    Backoff(String operation) {
        this.operation = operation;
    }

    /**
     * Pauses, or gives up.
     *
     * @param cause why the last try failed
     * @throws StoreException if the tries or the time are spent, or the thread was interrupted
     */
    void pause(@Nullable Exception cause) {
        if (++tries >= TRIES || System.nanoTime() - started > LAST_START_NANOS) {
            throw new StoreException(operation, cause);
        }
        int longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << tries);
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, longest + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(operation, e);
        }
    }
}
