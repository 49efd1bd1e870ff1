package io.github.keystile.auth.store.mongo;

import io.github.keystile.auth.error.StoreException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where calls of this process that meet on one document wait for one another, first come, first served. Only who was
 * overtaken once comes here: so keys that share a queue by chance do not wait for one another while they are cold.
 */
final class Queues {
    private static final int LINES = 64;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final ReentrantLock[] lines =
            Stream.generate(() -> new ReentrantLock(true)).limit(LINES).toArray(ReentrantLock[]::new);

    /**
     * Tries until it has an answer. Each try that fails means that somebody else was faster, so that of all who try
     * one gets on each time: no pause is needed, but an end, for whoever is always overtaken by other processes.
     *
     * @param work answers null to be tried again
     * @throws StoreException if there is no answer after 10 seconds, or the thread was interrupted
     */
    <T> T inLine(String operation, String key, Supplier<@Nullable T> work) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        ReentrantLock line = lines[Math.floorMod(key.hashCode(), LINES)];
        if (!enter(operation, line, PATIENCE_NANOS)) {
            throw new StoreException(operation, null);
        }
        try {
            do {
                T answer = work.get();
                if (answer != null) {
                    return answer;
                }
            } while (System.nanoTime() - end < 0);
            throw new StoreException(operation, null);
        } finally {
            line.unlock();
        }
    }

    private static boolean enter(String operation, ReentrantLock line, long nanos) {
        try {
            return line.tryLock(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(operation, e);
        }
    }
}
