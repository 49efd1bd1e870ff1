package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.event.AuthEventType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what has expired, wherever it is kept, until nothing is left that had expired when it began. Between batches it
 * pauses for as long as the last one took: so the database has half of its time for everybody else, and a database that
 * is slow is left alone for longer.
 */
public final class Housekeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuthService.class);
    private static final int BATCH = 500;
    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final List<Purge> purges;
    private final Clock clock;
    private final Events events;
    private final ScheduledExecutorService scheduler;

    public Housekeeper(List<Purge> purges, Clock clock, Events events) {
        this.purges = List.copyOf(purges);
        this.clock = clock;
        this.events = events;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "keystile-housekeeping");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Several processes start at different moments, so that they do not purge the same rows at once. A run that takes
     * longer than the period is followed by the next one at once.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // purgeQuietly lets nothing through that the future could tell
    public void start() {
        long period = PERIOD.toSeconds();
        long delay = ThreadLocalRandom.current().nextLong(1, period);
        scheduler.scheduleAtFixedRate(this::purgeQuietly, delay, period, TimeUnit.SECONDS);
    }

    /** Stops early if the thread is interrupted, as that of a service is that closes. */
    public int purge() {
        return new Run(clock.instant()).purge();
    }

    private void purgeQuietly() {
        try {
            purge();
        } catch (Throwable e) {
            // Whatever goes through ends the schedule for good, without a word.
            log.warn("Housekeeping failed and will be tried again", e);
        }
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

    private final class Run {
        private final Instant start;
        private Instant late;

        private Run(Instant start) {
            this.start = start;
            this.late = start.plus(PERIOD);
        }

        private int purge() {
            return purges.stream().mapToInt(this::inBatches).sum();
        }

        private int inBatches(Purge purge) {
            int total = 0;
            while (!Thread.currentThread().isInterrupted()) {
                long began = System.nanoTime();
                int deleted = purge.batch(start, BATCH);
                total += deleted;
                if (deleted < BATCH) {
                    break;
                }
                tellIfLate();
                LockSupport.parkNanos(System.nanoTime() - began);
            }
            return total;
        }

        private void tellIfLate() {
            if (!clock.instant().isBefore(late)) {
                late = late.plus(PERIOD);
                log.warn("Housekeeping has been deleting expired rows for longer than its period, and is not done");
                events.tell(AuthEventType.HOUSEKEEPING_BEHIND, Call.of(Caller.unknown()));
            }
        }
    }
}
