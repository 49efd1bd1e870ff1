package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.ChallengeStarted;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what has expired and cannot be resent any more: until then, resending and the rules for contested addresses
 * look at expired challenges.
 */
public final class Housekeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuthService.class);
    private static final int BATCH = 500;
    private static final int MOST_BATCHES = 200;
    private static final long PERIOD_SECONDS = 600;

    private final AuthStores stores;
    private final Clock clock;
    private final ScheduledExecutorService scheduler;

    public Housekeeper(AuthStores stores, Clock clock) {
        this.stores = stores;
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
        Instant before = now.minus(ChallengeStarted.RESENDABLE);
        return inBatches(() -> stores.challenges().purge(before, BATCH))
                + inBatches(() -> stores.sessions().purge(before, BATCH))
                + inBatches(() -> stores.limits().purge(now, BATCH));
    }

    private void purgeQuietly() {
        try {
            purge();
        } catch (RuntimeException e) {
            log.warn("Housekeeping failed and will be tried again", e);
        }
    }

    private static int inBatches(Batch batch) {
        int total = 0;
        for (int i = 0; i < MOST_BATCHES; i++) {
            int deleted = batch.delete();
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

    @FunctionalInterface
    private interface Batch {
        int delete();
    }
}
