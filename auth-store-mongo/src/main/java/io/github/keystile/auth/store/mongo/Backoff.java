package io.github.keystile.auth.store.mongo;

import io.github.keystile.auth.error.StoreException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long one call tries again after another call was faster: jittered and bounded in time. Of all calls that meet
 * on a document one gets through each time, so a number of tries would only bound how many may meet.
 */
final class Backoff {
    private static final long LAST_START_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int LONGEST_PAUSE_MILLIS = 32;

    private final String operation;
    private final long started = System.nanoTime();
    private int longest = 1;

    Backoff(String operation) {
        this.operation = operation;
    }

    /**
     * Pauses, or gives up.
     *
     * @throws StoreException if the time is spent, or the thread was interrupted
     */
    void pause() {
        if (System.nanoTime() - started > LAST_START_NANOS) {
            throw new StoreException(operation, null);
        }
        longest = Math.min(LONGEST_PAUSE_MILLIS, longest * 2);
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, longest + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(operation, e);
        }
    }
}
