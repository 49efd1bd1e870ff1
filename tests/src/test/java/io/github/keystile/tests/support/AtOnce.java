package io.github.keystile.tests.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that wait for one another and then call at once. */
public final class AtOnce {
    private static final int PATIENCE_SECONDS = 300;

    /** What one of the threads does. */
    public interface Call<R> {
        R by(int thread) throws Exception;
    }

    private AtOnce() {}

    /** What every thread got, in the order of their numbers; the first failure is thrown. */
    public static <R> List<R> run(int threads, Call<R> call) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<R>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                running.add(pool.submit(() -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return call.by(thread);
                }));
            }
            List<R> answers = new ArrayList<>();
            for (Future<R> one : running) {
                answers.add(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
