package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.AuthService;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what has expired, wherever it is kept. */
public final class Housekeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuthService.class);
    private static final int BATCH = 500;
    private static final int MOST_BATCHES = 200;
    private static final long PERIOD_SECONDS = 600;

    private final List<Purge> purges;
    private final Clock clock;
    private final ScheduledExecutorService scheduler;

    public Housekeeper(List<Purge> purges, Clock clock) {
        this.purges = List.copyOf(purges);
        this.clock = clock;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "keystile-housekeeping");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Several processes start at different moments, so that they do not purge the same rows at once. */
    @SuppressWarnings("FutureReturnValueIgnored") // purgeQuietly lets nothing through that the future could tell
    public void start() {
        long delay = ThreadLocalRandom.current().nextLong(1, PERIOD_SECONDS);
        scheduler.scheduleWithFixedDelay(this::purgeQuietly, delay, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    public int purge() {
        Instant now = clock.instant();
        return purges.stream().mapToInt(purge -> inBatches(purge, now)).sum();
    }

    private void purgeQuietly() {
        try {
            purge();
        } catch (RuntimeException e) {
            log.warn("Housekeeping failed and will be tried again", e);
        }
    }

    private static int inBatches(Purge purge, Instant now) {
        int total = 0;
        for (int i = 0; i < MOST_BATCHES; i++) {
            int deleted = purge.batch(now, BATCH);
            total += deleted;
            if (deleted < BATCH) {
                break;
            }
        }
        return total;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    /** Deletes from one store at most so many rows, and says how many there were. */
    @FunctionalInterface
    public interface Purge {
        int batch(Instant now, int limit);
    }
}
