package io.github.keystile.auth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Threads that wait for one another and then call at once, each through an adapter of its own. */
final class Race<S> implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;

    /** What one thread does with its adapter. */
    interface Runner<S, R> {
        R run(S adapter, int thread) throws Exception;
    }

    private final List<S> adapters = new ArrayList<>();
    private final ExecutorService threads;

    Race(int threads, Supplier<S> adapters) {
        for (int i = 0; i < threads; i++) {
            this.adapters.add(adapters.get());
        }
        this.threads = Executors.newFixedThreadPool(threads);
    }

    /** What every thread got, in the order of their numbers. */
    <R> List<R> run(Runner<S, R> runner) {
        CyclicBarrier start = new CyclicBarrier(adapters.size());
        List<Future<R>> running = new ArrayList<>();
        for (int i = 0; i < adapters.size(); i++) {
            int thread = i;
            Callable<R> task = () -> {
                start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return runner.run(adapters.get(thread), thread);
            };
            running.add(threads.submit(task));
        }
        return running.stream().map(Race::await).toList();
    }

    private static <R> R await(Future<R> running) {
        try {
            return running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return fail("A thread of the race did not come back within " + PATIENCE_SECONDS + " s: a deadlock?", e);
        } catch (ExecutionException e) {
            return fail("A thread of the race got an exception instead of an answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("The test was interrupted", e);
        }
    }

    static <R> void assertWinners(String what, int expected, List<R> answers, R winning) {
        long winners = answers.stream().filter(winning::equals).count();
        assertWon(what, expected, winners, answers.size());
    }

    static void assertWon(String what, int expected, long winners, int callers) {
        assertEquals(
                expected,
                winners,
                () -> what + ": " + winners + " of " + callers + " concurrent calls won, exactly " + expected
                        + " may. Decide with one conditional statement and answer with its row count");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
