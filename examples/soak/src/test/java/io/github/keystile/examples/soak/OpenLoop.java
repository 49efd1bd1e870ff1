package io.github.keystile.examples.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Begins work at fixed moments, whether earlier work is done or not: people do not wait for one another. */
final class OpenLoop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Future<?>> streams = new ArrayList<>();
    private final List<ExecutorService> crews = new ArrayList<>();

    /** Threads that are all there from the start, so that their number says nothing about the load. */
    ExecutorService crew(int threads) {
        ThreadPoolExecutor crew =
                new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        crew.prestartAllCoreThreads();
        crews.add(crew);
        return crew;
    }

    /** The work is told when it was due. */
    void every(double perSecond, ExecutorService crew, LongConsumer work) {
        long period = Math.round(1e9 / perSecond);
        AtomicLong due = new AtomicLong(System.nanoTime());
        streams.add(timer.scheduleAtFixedRate(
                () -> {
                    long now = due.getAndAdd(period);
                    crew.execute(() -> work.accept(now));
                },
                0,
                period,
                TimeUnit.NANOSECONDS));
    }

    void atOnce(int times, ExecutorService crew, LongConsumer work) {
        long now = System.nanoTime();
        for (int i = 0; i < times; i++) {
            crew.execute(() -> work.accept(now));
        }
    }

    /** Begins nothing more and waits for what has begun. */
    void finish() throws InterruptedException {
        boolean broken = streams.stream().anyMatch(Future::isDone);
        timer.shutdownNow();
        crews.forEach(ExecutorService::shutdown);
        for (ExecutorService crew : crews) {
            if (!crew.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Still at work after " + PATIENCE + ": " + crew);
            }
        }
        if (broken) {
            throw new AssertionError("A stream of traffic ended before its time");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        crews.forEach(ExecutorService::shutdownNow);
    }
}
